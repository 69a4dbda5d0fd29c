import { isMap, mapValues } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { Incomplete } from './incomplete';
import { interpolate, type Values } from './interpolate';
import type { Notes } from './notes';

/** The settings in whose texts a variable without a value may become the key of a Secret. */
const mayStay = ['environment', 'command', 'entrypoint'];

/**
 * Fills in the variables of all texts of a Compose file. As in Compose, a variable without a value is empty. Only the
 * texts of `environment`, `command` and `entrypoint` keep such a variable, as an `Incomplete`.
 */
export function filledData(
  data: unknown,
  values: Values,
  notes: Notes,
  used: Set<string>,
  path: ValuePath = [],
): unknown {
  if (Array.isArray(data)) return data.map((item, index) => filledData(item, values, notes, used, [...path, index]));
  if (isMap(data)) return mapValues(data, (item, key) => filledData(item, values, notes, used, [...path, key]));
  if (typeof data !== 'string' || !data.includes('$')) return data;
  const filled = interpolate(data, values);
  if (!filled) {
    const message = `\`${data.slice(0, 100)}\` contains a \`\${\` that begins no variable`;
    notes.invalid(path, message, 'write `$${` for the characters themselves');
    return data;
  }
  for (const name of filled.used) used.add(name);
  const text = new Incomplete(filled.parts);
  if (text.unset.length === 0) return filled.parts.join('');
  const [root, , key] = path;
  if (root === 'services' && mayStay.includes(String(key))) return text;
  const names = [...new Set(text.unset.map(({ name }) => name))];
  const message = `\`${path.join('.')}\` uses ${names.map((name) => `\`\${${name}}\``).join(', ')}, which has no value`;
  const hint = `give the value with \`--set ${names[0]}=…\`, or in \`.env\` beside the file`;
  if (key === 'image' && root === 'services') {
    notes.error('adopt-placeholder', path, message, hint);
    return '';
  }
  notes.warn('adopt-placeholder', path, message, `${hint}; without it, Compose takes an empty text`);
  return text.toString();
}
