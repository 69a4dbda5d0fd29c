import type { Layer } from '../model/layer';
import type { Config } from './config';
import type { Secret } from './secret';
import type { SharedVolume } from './shared-volume';

/** The Secrets, ConfigMaps and shared volumes of an application, keyed by the names that environments use. */
export class ApplicationParts {
  readonly secrets = new Map<string, Secret>();
  readonly configs = new Map<string, Config>();
  readonly volumes = new Map<string, SharedVolume>();
  /** The configs by the names of their ConfigMaps. Two with the same name are an error, which is reported later. */
  readonly configsByName = new Map<string, readonly Config[]>();

  addConfig(id: string, config: Config): void {
    const { name } = config.model;
    this.configs.set(id, config);
    this.configsByName.set(name, [...(this.configsByName.get(name) ?? []), config]);
  }

  /** The sorted names of the parts, by the key of an environment file that sets their values. */
  get names(): Readonly<Record<'secrets' | 'configs' | 'volumes', readonly string[]>> {
    const { secrets, configs, volumes } = this;
    return {
      secrets: [...secrets.keys()].sort(),
      configs: [...configs.keys()].sort(),
      volumes: [...volumes.keys()].sort(),
    };
  }

  /** The layers of a config or a shared volume, lowest first; undefined if none has that name. */
  layersOf(table: string, name: string): readonly Layer[] | undefined {
    if (table === 'configs') return this.configs.get(name)?.layers;
    return table === 'volumes' ? this.volumes.get(name)?.layers : undefined;
  }
}
