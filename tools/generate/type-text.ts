import { type Group, isAnchored, isGroup, isTable, type Properties, type Property } from '../../src/model/property';

/** Which of the three readings of a property is written: see src/model/compile.ts. */
export type Reading = 'code' | 'overlay' | 'values';

type Definition = { type: string } & Record<string, unknown>;

const suffix: Record<Reading, string> = { code: 'Props', overlay: 'Overlay', values: 'Values' };

/** Writes interfaces; a group with a name becomes one of its own, however often it stands. */
export class TypeWriter {
  readonly #named = new Map<string, string>();

  /** The interfaces that were named on the way. */
  get named(): string {
    return [...this.#named.keys()]
      .sort()
      .map((name) => this.#named.get(name))
      .join('\n');
  }

  /** The members of an interface for a set of properties, with their documentation. */
  members(properties: Properties, reading: Reading, indent: string, defaults: object): string {
    return Object.entries(properties)
      .map(([name, entry]) => {
        const preset = (defaults as Record<string, unknown>)[name];
        return isGroup(entry)
          ? this.#group(name, entry, reading, indent, preset)
          : property(name, entry, reading, indent, preset);
      })
      .join('');
  }

  #group(name: string, entry: Group, reading: Reading, indent: string, preset: unknown): string {
    const nested = typeof preset === 'object' && preset !== null ? preset : {};
    const depth = entry.name ? '  ' : `${indent}  `;
    const members = this.members(entry.members, reading, depth, nested);
    if (members === '') return '';
    const object = entry.name ? this.#name(entry.name + suffix[reading], members) : `{\n${members}${indent}}`;
    const type = isTable(entry) ? `Readonly<Record<string, ${object} | null>>` : object;
    const doc = docText([entry.description], indent, entry.source);
    const empty = reading === 'overlay' && !isTable(entry) && isAnchored(entry) ? ' | undefined' : emptiness(reading);
    return `${doc}${indent}readonly ${name}?: ${type}${empty};\n`;
  }

  #name(name: string, members: string): string {
    this.#named.set(name, `export interface ${name} {\n${members}}\n`);
    return name;
  }
}

function property(name: string, entry: Property, reading: Reading, indent: string, preset: unknown): string {
  if (!includes(entry, reading)) return '';
  const lines = [entry.description];
  if (preset !== undefined) lines.push(`@default ${JSON.stringify(preset)}`);
  const type = (reading !== 'overlay' && entry.codeType) || valueText(entry.schema);
  const mark = entry.required && reading !== 'overlay' ? ['', ''] : ['?', emptiness(reading)];
  return `${docText(lines, indent, entry.source)}${indent}readonly ${name}${mark[0]}: ${type}${mark[1]};\n`;
}

function includes({ decidedBy }: Property, reading: Reading): boolean {
  if (reading === 'code') return decidedBy !== 'deployment';
  return reading === 'values' || decidedBy !== 'application';
}

function emptiness(reading: Reading): string {
  return reading === 'values' ? ' | undefined' : ' | null | undefined';
}

function docText(lines: readonly string[], indent: string, source?: string): string {
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
      return `readonly ${elementText(definition.element)}[]`;
    case 'object':
      return `{ ${Object.entries(definition.shape as object)
        .map(memberText)
        .join('; ')} }`;
    case 'optional':
      return `${valueText(definition.innerType)} | undefined`;
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

function memberText([name, schema]: [string, { _zod: { def: Definition } }]): string {
  return `readonly ${name}${schema._zod.def.type === 'optional' ? '?' : ''}: ${valueText(schema)}`;
}

function elementText(schema: unknown): string {
  const text = valueText(schema);
  return ['union', 'enum'].includes((schema as { _zod: { def: Definition } })._zod.def.type) ? `(${text})` : text;
}
