import { deepFrozenCopy } from '../data/merge';
import type { ApplicationModel, ConfigModel, FlowModel, SecretModel, VolumeModel } from '../model/application-model';
import { edgesOf } from '../model/edges';
import type { BuiltImage } from '../model/image';
import type { DeclaredApplication, DeclaredFlow } from './declared';
import { objectBuilder } from './object-builder';

interface Declared extends DeclaredApplication {
  readonly settings: unknown;
  readonly images: readonly BuiltImage[];
  readonly parts: {
    readonly configs: Parts<ConfigModel>;
    readonly secrets: Parts<SecretModel>;
    readonly volumes: Parts<VolumeModel>;
  };
}

/** Maps the id of a part to its model, which is undefined if the part has errors. */
type Parts<Model> = ReadonlyMap<string, { readonly model: Model | undefined }>;

/** Converts a declared application to frozen data that does not depend on any target. */
export function applicationModel(declared: Declared): ApplicationModel {
  const { names, namespace, settings, flows, images, parts } = declared;
  return Object.freeze({
    application: names.application,
    environment: names.environment,
    instance: names.instance,
    ...(namespace !== undefined && { namespace }),
    ...(names.naming && { naming: names.naming }),
    ...(settings !== undefined && { settings: deepFrozenCopy(settings) }),
    flows: Object.freeze(flows.filter(({ isValid }) => isValid).map(flowModel)),
    configs: modelsOf(parts.configs),
    secrets: modelsOf(parts.secrets),
    volumes: modelsOf(parts.volumes),
    images: Object.freeze([...images]),
    additions: Object.freeze(objectBuilder().additions(declared)),
  });
}

function flowModel({ node, kind, spec, layers }: DeclaredFlow): FlowModel {
  return Object.freeze({ id: node.id, kind, spec, edges: Object.freeze(edgesOf(spec)), layers });
}

function modelsOf<Model extends { readonly id: string }>(parts: Parts<Model>): readonly Model[] {
  const models = [...parts.values()].flatMap(({ model }) => (model ? [model] : []));
  return Object.freeze(models.sort((a, b) => (a.id < b.id ? -1 : 1)));
}
