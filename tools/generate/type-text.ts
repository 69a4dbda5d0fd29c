import { isGroup, isTable, type Properties, type Property } from '../../src/spec/property';

/** Which of the three readings of a property is written: see src/spec/compile.ts. */
export type Reading = 'code' | 'overlay' | 'values';

type Definition = { type: string } & Record<string, unknown>;

/** The members of a TypeScript interface for a set of properties, with their documentation. */
export function membersText(properties: Properties, reading: Reading, indent: string, defaults: object): string {
  return Object.entries(properties)
    .map(([name, entry]) => {
      const preset = (defaults as Record<string, unknown>)[name];
      if (isGroup(entry)) {
        const nested = typeof preset === 'object' && preset !== null ? preset : {};
        const members = membersText(entry.members, reading, `${indent}  `, nested);
        if (members === '') return '';
        const doc = docText([entry.description], indent, entry.source);
        const object = `{\n${members}${indent}}`;
        const type = isTable(entry) ? `Readonly<Record<string, ${object} | null>>` : object;
        return `${doc}${indent}readonly ${name}?: ${type}${emptiness(reading)};\n`;
      }
      if (!includes(entry, reading)) return '';
      const lines = [entry.description];
      if (preset !== undefined) lines.push(`@default ${JSON.stringify(preset)}`);
      const required = entry.required && reading !== 'overlay';
      const type = (reading !== 'overlay' && entry.codeType) || valueText(entry.schema);
      return `${docText(lines, indent, entry.source)}${indent}readonly ${name}${required ? '' : '?'}: ${type}${required ? '' : emptiness(reading)};\n`;
    })
    .join('');
}

function includes(property: Property, reading: Reading): boolean {
  if (reading === 'code') return property.decidedBy !== 'deployment';
  return reading === 'values' || property.decidedBy !== 'application';
}

function emptiness(reading: Reading): string {
  return reading === 'values' ? ' | undefined' : ' | null | undefined';
}

export function docText(lines: readonly string[], indent: string, source?: string): string {
  const all = source ? [...lines, `@see ${source}`] : lines;
  if (all.length === 1) return `${indent}/** ${all[0]} */\n`;
  return `${indent}/**\n${all.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

/** TypeScript text of a schema's type. */
export function valueText(schema: unknown): string {
  const definition = (schema as { _zod: { def: Definition } })._zod.def;
  switch (definition.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return definition.type;
    case 'enum':
      return Object.values(definition.entries as object)
        .map((value) => JSON.stringify(value))
        .join(' | ');
    case 'literal':
      return (definition.values as unknown[]).map((value) => JSON.stringify(value)).join(' | ');
    case 'array':
      return `readonly ${valueText(definition.element)}[]`;
    case 'record':
      return `Readonly<Record<string, ${valueText(definition.valueType)}>>`;
    case 'nullable':
      return `${valueText(definition.innerType)} | null`;
    case 'unknown':
      return 'unknown';
    case 'union':
      return [...new Set((definition.options as unknown[]).map(valueText))].filter((text) => text !== '').join(' | ');
    case 'custom':
      return '';
    default:
      throw new Error(`no TypeScript text for a zod schema of type ${definition.type}`);
  }
}
