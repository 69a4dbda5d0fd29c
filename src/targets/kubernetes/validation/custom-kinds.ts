import { definitionsGroup } from '../../../kubernetes/api-groups';
import { groupOf } from '../../../kubernetes/api-version';
import type { ApiResource } from '../api-resource';
import type { Schema } from './schema';

/** The part of a CustomResourceDefinition that describes the schemas of its objects. */
interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural?: string };
    readonly scope?: string;
    readonly preserveUnknownFields?: boolean;
    readonly versions: readonly CustomVersion[];
  };
}

interface CustomVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Schema };
}

/** Kinds that CustomResourceDefinitions define. */
export interface CustomKinds {
  /** The served versions of a kind by name; undefined if nothing defines the kind. */
  versionsOf(group: string, kind: string): ReadonlyMap<string, Schema> | undefined;
  /** The resource of a kind; undefined if nothing defines the kind. */
  resourceOf(group: string, kind: string): ApiResource | undefined;
}

/** The kinds that CustomResourceDefinitions among objects define. Other objects are ignored. */
export function customKinds(objects: readonly unknown[]): CustomKinds {
  const kinds = new Map<string, ReadonlyMap<string, Schema>>();
  const resources = new Map<string, ApiResource>();
  for (const { spec } of objects.filter(isDefinition)) {
    const served = spec.versions.filter((version) => version.served !== false);
    const open = spec.preserveUnknownFields === true;
    kinds.set(
      `${spec.group} ${spec.names.kind}`,
      new Map(served.map((version) => [version.name, schemaOf(version, open)])),
    );
    const { plural } = spec.names;
    if (plural) resources.set(`${spec.group} ${spec.names.kind}`, { plural, namespaced: spec.scope !== 'Cluster' });
  }
  return {
    versionsOf: (group, kind) => kinds.get(`${group} ${kind}`),
    resourceOf: (group, kind) => resources.get(`${group} ${kind}`),
  };
}

/** Joins several sources of custom kinds. The first source that knows a kind decides about it. */
export function firstOf(...sources: readonly CustomKinds[]): CustomKinds {
  const knowing = (group: string, kind: string) => sources.find((source) => source.versionsOf(group, kind));
  return {
    versionsOf: (group, kind) => knowing(group, kind)?.versionsOf(group, kind),
    resourceOf: (group, kind) => knowing(group, kind)?.resourceOf(group, kind),
  };
}

function isDefinition(object: unknown): object is CustomResourceDefinition {
  const { apiVersion, kind, spec } = (object ?? {}) as Record<string, unknown> & Partial<CustomResourceDefinition>;
  return (
    kind === 'CustomResourceDefinition' &&
    groupOf(String(apiVersion)) === definitionsGroup &&
    typeof spec?.group === 'string' &&
    typeof spec.names?.kind === 'string' &&
    Array.isArray(spec.versions)
  );
}

function schemaOf({ schema }: CustomVersion, open: boolean): Schema {
  return {
    ...schema?.openAPIV3Schema,
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    ...((open || !schema?.openAPIV3Schema) && { 'x-kubernetes-preserve-unknown-fields': true }),
  };
}
