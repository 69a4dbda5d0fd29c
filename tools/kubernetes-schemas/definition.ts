import type { BundledField } from '../../src/targets/kubernetes/validation/bundle';
import type { Schema } from '../../src/targets/kubernetes/validation/schema';
import type { Release, SwaggerDefinition, SwaggerSchema } from './release';

export const shortName = (name: string) => name.replace(/^io\.k8s\./, '');

/** The document calls these texts, or leaves them open; this is what an API server reads. */
const leaves: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
};

/** A type that has no fields of its own: a text, or whatever somebody puts there. */
export function leafSchema(name: string, { type }: SwaggerDefinition): Schema {
  if (leaves[name]) return leaves[name];
  return { ...(type && { type }), ...(type === 'object' && { 'x-kubernetes-preserve-unknown-fields': true }) };
}

/** Whether objects of it can be applied. Options of a request carry a kind too, for every group. */
export function isKind(definition: SwaggerDefinition): boolean {
  const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
  return kinds.length === 1 && definition.properties?.metadata !== undefined;
}

export function kindOf(definition: SwaggerDefinition): string {
  const { group, version, kind } = definition['x-kubernetes-group-version-kind']?.[0] ?? {};
  return `${group ? `${group}/` : ''}${version} ${kind}`;
}

/** The fields of a type in one release, without what only documents them. */
export function fieldsOf(name: string, { definitions, enums }: Release): Record<string, BundledField> {
  const { properties = {}, required = [] } = definitions[name] ?? {};
  const type = name.split('.').slice(-3).join('.');
  const fields = Object.entries(properties).map(([field, schema]): [string, BundledField] => {
    const values = schema.type === 'string' ? enums.get(`${type}.${field}`) : undefined;
    return [
      field,
      { ...slim(schema), ...(values && { enum: values }), ...(required.includes(field) && { required: true }) },
    ];
  });
  return Object.fromEntries(fields);
}

function slim({ type, items, additionalProperties, $ref }: SwaggerSchema): Omit<Schema, 'required'> {
  return {
    ...($ref && { $ref: shortName($ref.replace('#/definitions/', '')) }),
    ...(type && { type }),
    ...(items && { items: slim(items) }),
    ...(additionalProperties && { additionalProperties: slim(additionalProperties) }),
    ...(type === 'object' && !additionalProperties && { 'x-kubernetes-preserve-unknown-fields': true }),
  };
}
