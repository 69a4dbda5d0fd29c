import { isDeepStrictEqual } from 'node:util';
import { isMap, valueAt } from '../../data/merge';
import { formatPath } from '../../diagnostics';
import { type Data, FORBIDDEN_KEYS } from './data';
import { planEdit } from './plan-edit';
import { type ReadResult, readYaml } from './read';
import { applySplices } from './splice';

/** A change: the text to set at a path of map keys, or `null` to remove the entry. */
export interface YamlEdit {
  readonly path: readonly string[];
  readonly value: string | null;
}

/**
 * Sets and removes entries of a YAML file in the given order, and keeps all other bytes.
 *
 * - An existing scalar keeps its style of quotes if that style can hold the new text. Plain text that a YAML reader
 *   could read as a number, a date, a boolean or null gets double quotes.
 * - A missing entry is added at the end of its map. Missing maps are added with the indentation of the file.
 * - Removing an entry removes its lines and the comments at their ends; comments above the entry stay. A map whose
 *   last entry is removed becomes `{}`. Removing an entry that does not exist changes nothing.
 *
 * The result is parsed and compared with the data before, to prove that nothing but the edits has changed.
 *
 * @throws Error if the text is not valid YAML, if a path leads through text or a list, or if an edit would replace
 *   a map or a list by text
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  return edits.reduce(editOnce, text);
}

function editOnce(text: string, { path, value }: YamlEdit): string {
  const action = `Cannot ${value === null ? 'remove' : 'set'} ${formatPath(path)}`;
  const before = readYaml(text);
  const { data } = before;
  refuse(before, { path, value }, action);
  if (valueAt(data, path) === (value ?? undefined)) return text;
  const edited = applySplices(text, planEdit(text, path, value));
  // The plan may be wrong for unusual YAML. Then the edit fails instead of changing anything else.
  const result = readYaml(edited);
  if (result.problems.length > 0 || !isDeepStrictEqual(result.data, withValue(data, path, value))) {
    throw new Error(`${action}: the edit would also change other values. Edit the file by hand.`);
  }
  return edited;
}

function refuse({ data, problems }: ReadResult, { path, value }: YamlEdit, action: string): void {
  const [problem] = problems;
  if (problem) {
    throw new Error(`${action}: line ${problem.line}, column ${problem.column}: ${problem.message} ${problem.hint}`);
  }
  if (path.length === 0) throw new Error('Cannot edit YAML without a path.');
  const forbidden = path.find((key) => FORBIDDEN_KEYS.includes(key));
  if (forbidden !== undefined) throw new Error(`${action}: the key "${forbidden}" is not accepted.`);
  for (const depth of path.keys()) {
    const outer = path.slice(0, depth);
    const kind = kindOf(valueAt(data, outer));
    if (kind === 'text' || kind === 'list') throw new Error(`${action}: ${formatPath(outer)} is a ${kind}, not a map.`);
  }
  const kind = kindOf(valueAt(data, path));
  if (value !== null && kind !== undefined && kind !== 'text')
    throw new Error(`${action}: the value is a ${kind}, not text.`);
}

/** Returns the data that a correct edit leads to. */
function withValue(data: ReadResult['data'], path: readonly string[], value: string | null): Data {
  const [key = '', ...rest] = path;
  const { [key]: _, ...others } = data;
  if (rest.length === 0) return value === null ? others : { ...others, [key]: value };
  const inner = valueAt(data, [key]) ?? {};
  return { ...others, [key]: withValue(inner as ReadResult['data'], rest, value) };
}

function kindOf(value: unknown): 'text' | 'list' | 'map' | undefined {
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return 'list';
  return isMap(value) ? 'map' : undefined;
}
