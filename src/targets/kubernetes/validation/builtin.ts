import { ownValue } from '../../../data/merge';
import { type Bundle, type BundledDefinition, type BundledField, loadBundle, type Span } from './bundle';
import type { Schema } from './schema';
import { type KubernetesVersion, kubernetesVersions } from './versions';

/** The built-in types of one version of Kubernetes. */
export interface BuiltinSchemas {
  readonly version: KubernetesVersion;
  /** Finds a type by `apiVersion kind`; undefined if this version does not serve it. */
  kind(name: string): Schema | undefined;
  /** Finds a type by the name of its definition. */
  definition(name: string): Schema;
  /** Describes which versions of Kubernetes have a field that this version does not have. */
  otherVersions(owner: Schema, field: string): string | undefined;
}

const made = new Map<KubernetesVersion, BuiltinSchemas>();

/** The types of a version. Each type is built once, when the first object needs it. */
export function builtinSchemas(version: KubernetesVersion): BuiltinSchemas {
  const schemas = made.get(version) ?? schemasOf(version, loadBundle());
  made.set(version, schemas);
  return schemas;
}

function schemasOf(version: KubernetesVersion, bundle: Bundle): BuiltinSchemas {
  const definitions = new Map<string, Schema>();
  const names = new Map<Schema, string>();
  const definition = (name: string): Schema => {
    const schema = definitions.get(name) ?? schemaIn(version, bundle.definition(name) ?? {});
    definitions.set(name, schema);
    names.set(schema, name);
    return schema;
  };
  const kinds = new Map(bundle.types.map((type) => [type.kind, type]));
  const kind = (wanted: string): Schema | undefined => {
    const type = kinds.get(wanted);
    return type && isWithin(version, type) ? definition(type.name) : undefined;
  };
  const otherVersions = (owner: Schema, field: string): string | undefined => {
    const [first, ...more] = [
      ownValue(bundle.definition(names.get(owner) ?? '')?.fields, field) ?? [],
    ].flat() as Span[];
    if (!first) return undefined;
    const { since } = first;
    const { until } = more.at(-1) ?? first;
    if (since && !isWithin(version, { since }))
      return `the field exists since Kubernetes ${since}, and objects are checked against ${version}`;
    return until && `the field exists until Kubernetes ${until}, and objects are checked against ${version}`;
  };
  return { version, kind, definition, otherVersions };
}

function schemaIn(version: KubernetesVersion, { schema, fields }: BundledDefinition): Schema {
  if (schema) return schema;
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, variants] of Object.entries(fields ?? {})) {
    const field = [variants].flat().find((variant) => isWithin(version, variant)) as BundledField | undefined;
    if (!field) continue;
    const { required: isRequired, since: _since, until: _until, ...own } = field;
    properties[name] = own;
    if (isRequired) required.push(name);
  }
  return { type: 'object', properties, required };
}

export function isWithin(version: KubernetesVersion, { since, until }: Span): boolean {
  const at = kubernetesVersions.indexOf(version);
  return (
    (since === undefined || kubernetesVersions.indexOf(since) <= at) &&
    (until === undefined || at <= kubernetesVersions.indexOf(until))
  );
}
