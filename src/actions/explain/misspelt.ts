import { isMap } from '../../data/merge';
import { suggest, type ValuePath } from '../../diagnostics';
import { isGroup, isTable, type Properties } from '../../model/property';

/**
 * A hint for a path without a value: a correction of its first step that exists nowhere, or the fact that the path is a
 * property that nothing sets.
 *
 * @param properties what the thing can have
 * @param value what it has
 */
export function misspelt(path: ValuePath, properties: Properties, value: unknown): string | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  const name = String(step);
  const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const inner = isMap(value) ? value[name] : undefined;
  if (!known && inner === undefined) {
    return suggest(name, [...new Set([...Object.keys(properties), ...(isMap(value) ? Object.keys(value) : [])])]);
  }
  if (rest.length === 0) return `\`${name}\` exists, but nothing sets it here`;
  if (!known || !isGroup(known)) return misspelt(rest, {}, inner);
  if (!isTable(known)) return misspelt(rest, known.members, inner);
  // The first step inside a table is the name of an entry.
  const [entry, ...below] = rest;
  const entries = isMap(inner) ? inner : {};
  if (below.length === 0 || !Object.hasOwn(entries, String(entry))) return suggest(String(entry), Object.keys(entries));
  return misspelt(below, known.members, entries[String(entry)]);
}
