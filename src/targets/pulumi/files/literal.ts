import { keysInOrder } from '../../yaml/stringify';

const identifier = /^[A-Za-z_$][\w$]*$/;
const widest = 100;

/** Plain data as TypeScript, with sorted keys. It can contain nothing but data. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : fieldsOf(value as Readonly<Record<string, unknown>>, inner);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return `${open}${close}`;
  const space = Array.isArray(value) ? '' : ' ';
  const line = `${open}${space}${items.join(', ')}${space}${close}`;
  if (!line.includes('\n') && indent.length + line.length <= widest) return line;
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}

function fieldsOf(map: Readonly<Record<string, unknown>>, indent: string): string[] {
  return keysInOrder(map).map((key) => `${name(key)}: ${literal(map[key], indent)}`);
}

function name(key: string): string {
  // As a plain key it would set the prototype.
  if (key === '__proto__') return '["__proto__"]';
  return identifier.test(key) ? key : JSON.stringify(key);
}
