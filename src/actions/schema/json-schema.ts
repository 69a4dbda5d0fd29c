import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * A JSON Schema for an editor, which parses YAML before towpath does. Scalars keep their text in towpath, so a number
 * or a boolean is accepted where text is expected. Properties that a file cannot set are left out.
 *
 * @param stamp identifies what the schema is made from. @default none
 */
export function jsonSchemaOf(schema: z.ZodType, title: string, stamp?: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override,
  });
  return { ...(stamp && { $comment: stamp }), ...($schema && { $schema }), title, ...rest };
}

type Override = NonNullable<z.core.ToJSONSchemaParams['override']>;

const override: Override = ({ zodSchema, jsonSchema }) => {
  // A value that only code can set, such as a reference.
  if (zodSchema._zod.def.type === 'custom') jsonSchema.not = {};
  if (jsonSchema.properties) {
    jsonSchema.properties = Object.fromEntries(
      Object.entries(jsonSchema.properties).filter(([, inner]) => isPossible(inner)),
    );
  }
  if (jsonSchema.anyOf) jsonSchema.anyOf = jsonSchema.anyOf.filter(isPossible);
  if (jsonSchema.type === 'string' && !jsonSchema.enum) {
    (jsonSchema as { type: unknown }).type = ['string', 'number', 'boolean'];
  }
  delete jsonSchema.propertyNames; // the same names are checked with a better message when the file is read
};

function isPossible(schema: z.core.JSONSchema._JSONSchema): boolean {
  return typeof schema === 'boolean' ? schema : schema.not === undefined;
}
