import type { ApiObject } from 'cdk8s';
import type { DeclaredApplication, DeclaredConfig } from '../../applications/declared';
import { configHashAnnotation } from '../../kubernetes/labels';
import { configNames } from '../../model/config-names';
import type { WorkloadSpec } from '../../model/flow-spec';
import { contentHash } from './content-hash';

/**
 * An annotation of pods with a hash of the ConfigMaps that they use, so that a change of the content restarts them.
 * Undefined if the flow uses none of the application's own.
 */
export function configAnnotation(configs: DeclaredApplication['configs'], spec: WorkloadSpec): object | undefined {
  if (configs.size === 0) return undefined;
  const used = [...configNames(spec)].flatMap((name) => configs.get(name) ?? []).filter(({ model }) => model.rollsPods);
  if (used.length === 0) return undefined;
  // The hash must not depend on the order of declarations.
  used.sort((a, b) => (a.model.name < b.model.name ? -1 : 1));
  return { [configHashAnnotation]: { resolve: () => used.map(hashOf).join('.') } };
}

/** A hash of the ConfigMap as it is written, with patches. */
function hashOf(config: DeclaredConfig): string {
  const object = config.node.findChild(configMapId) as ApiObject;
  const { data, binaryData } = object.toJson() as { data?: object; binaryData?: object };
  return contentHash([data ?? {}, binaryData ?? {}], 16);
}

/** The construct id of a config's ConfigMap. */
export const configMapId = 'configMap';
