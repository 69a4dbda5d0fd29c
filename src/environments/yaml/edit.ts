import { isDeepStrictEqual } from 'node:util';
import { formatPath } from '../../diagnostics';
import { isMap, valueAt } from '../merge';
import { type Data, FORBIDDEN_KEYS } from './data';
import { planEdit } from './plan-edit';
import { type ReadResult, readYaml } from './read';
import { applySplices } from './splice';

/** One change: the text to set at a path of map keys, or `null` to remove the entry. */
export interface YamlEdit {
  readonly path: readonly string[];
  readonly value: string | null;
}

/**
 * Sets and removes entries, one edit after the other, and keeps every other byte of the file.
 *
 * - A present scalar keeps its quotes where they can hold the new text; plain text that some reader would
 *   take for a number, a date, a boolean or null gets double quotes.
 * - A missing entry goes after the last one of its map. Missing maps are made, with the indentation of the file.
 * - A removed entry takes its lines along, with the comment at their end; comments above it stay. A map that
 *   loses its last entry becomes `{}`, so that it stays a map. Removing what is not there changes nothing.
 *
 * What it returns was read back: nothing but the edits has changed.
 *
 * @throws Error when the text has problems, when a path leads through a text or a list, or when setting
 *   a text would replace a map or a list
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
  // YAML has more shapes than are foreseen here: better to stop than to change anything else.
  const result = readYaml(edited);
  if (result.problems.length > 0 || !isDeepStrictEqual(result.data, withValue(data, path, value))) {
    throw new Error(`${action}: the place cannot be edited without changing something else. Edit the file by hand.`);
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
    if (kind === 'text' || kind === 'list')
      throw new Error(`${action}: ${formatPath(outer)} holds a ${kind}, not a map.`);
  }
  const kind = kindOf(valueAt(data, path));
  if (value !== null && kind !== undefined && kind !== 'text')
    throw new Error(`${action}: it holds a ${kind}, not a text.`);
}

/** The data after an edit. */
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
