import { isDeepStrictEqual } from 'node:util';
import { isMap, valueAt } from '../../data/merge';
import { formatPath } from '../../diagnostics';
import { FORBIDDEN_KEYS } from './data';
import { independentEdits } from './independent-edits';
import { planEdits } from './plan-edit';
import { type ReadResult, readYaml } from './read';
import { applySplices } from './splice';
import type { YamlEdit } from './yaml-edit';

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
  let edited: EditedYaml = { text, read: readYaml(text) };
  let left = edits;
  while (left.length > 0) {
    const { now, later } = independentEdits(edited.read.data, left);
    for (const edit of now) refuse(edited.read, edit);
    const together = withEdits(edited, now);
    // The plan may be wrong for unusual YAML. Then the edits are made one after another, and the one that fails is named.
    edited = together ?? now.reduce(withEdit, edited);
    left = later;
  }
  return edited.text;
}

interface EditedYaml {
  readonly text: string;
  readonly read: ReadResult;
}

function withEdit(before: EditedYaml, edit: YamlEdit): EditedYaml {
  const after = withEdits(before, [edit]);
  if (after !== undefined) return after;
  throw new Error(`${actionOf(edit)}: the edit would also change other values. Edit the file by hand.`);
}

/** Undefined if the text would get other data than the edits say. */
function withEdits(before: EditedYaml, edits: readonly YamlEdit[]): EditedYaml | undefined {
  const { data } = before.read;
  const changes = edits.filter(({ path, value }) => valueAt(data, path) !== (value ?? undefined));
  if (changes.length === 0) return before;
  const text = applySplices(before.text, planEdits(before.text, changes));
  const read = readYaml(text);
  return read.problems.length === 0 && isDeepStrictEqual(read.data, withValues(data, changes))
    ? { text, read }
    : undefined;
}

function actionOf({ path, value }: YamlEdit): string {
  return `Cannot ${value === null ? 'remove' : 'set'} ${formatPath(path)}`;
}

function refuse({ data, problems }: ReadResult, edit: YamlEdit): void {
  const { path, value } = edit;
  const action = actionOf(edit);
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

/** Returns the data that correct edits lead to. */
function withValues(data: ReadResult['data'], edits: readonly YamlEdit[]): ReadResult['data'] {
  const copy = JSON.parse(JSON.stringify(data)) as ReadResult['data'];
  for (const { path, value } of edits) {
    const last = path.at(-1) ?? '';
    let map = copy;
    for (const key of path.slice(0, -1)) {
      if (!Object.hasOwn(map, key) || map[key] === null) map[key] = {};
      map = map[key] as ReadResult['data'];
    }
    if (value === null) delete map[last];
    else map[last] = value;
  }
  return copy;
}

function kindOf(value: unknown): 'text' | 'list' | 'map' | undefined {
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return 'list';
  return isMap(value) ? 'map' : undefined;
}
