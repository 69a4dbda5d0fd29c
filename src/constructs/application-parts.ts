import type { Layer } from '../environments/layers';
import { configNames } from '../spec/config-names';
import type { WorkloadSpec } from '../spec/flow-spec';
import type { Config } from './config';
import type { Secret } from './secret';
import type { SharedVolume } from './shared-volume';

/** What an application has beside its flows, by the names that environments use. */
export class ApplicationParts {
  readonly secrets = new Map<string, Secret>();
  readonly configs = new Map<string, Config>();
  readonly volumes = new Map<string, SharedVolume>();

  /** Their names, by the table in which environments speak of them. */
  get names(): Readonly<Record<'secrets' | 'configs' | 'volumes', readonly string[]>> {
    const { secrets, configs, volumes } = this;
    return {
      secrets: [...secrets.keys()].sort(),
      configs: [...configs.keys()].sort(),
      volumes: [...volumes.keys()].sort(),
    };
  }

  /** Who spoke on a ConfigMap or a shared volume, lowest first; undefined where there is none. */
  layersOf(table: string, name: string): readonly Layer[] | undefined {
    if (table === 'configs') return this.configs.get(name)?.layers;
    return table === 'volumes' ? this.volumes.get(name)?.layers : undefined;
  }

  /** An annotation by which pods follow what is in the ConfigMaps that they use. */
  configAnnotation(spec: WorkloadSpec): object | undefined {
    if (this.configs.size === 0) return undefined;
    const names = configNames(spec);
    const used = [...this.configs.values()].filter(({ name, rollsPods }) => rollsPods && names.has(name));
    if (used.length === 0) return undefined;
    // The order in which the code declares them is no content.
    used.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { 'towpath.dev/config': { resolve: () => used.map((config) => config.contentHash()).join('.') } };
  }
}
