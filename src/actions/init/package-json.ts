import { type JsonPlace, jsonPlaces, lineAndColumn, NotJson, offsetOf } from '../../data/json-places';
import { isMap } from '../../data/merge';
import { parseJson } from '../../data/parse-json';
import { issueError, type TowpathError } from '../../diagnostics';
import { withJsonEntries } from './json-entries';

/** The entries that a workspace needs in its package.json. */
export interface NeededEntries {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

type Manifest = Readonly<Record<string, unknown>>;

/** Places where a package may be listed. A package that is listed in one of them is not added again. */
const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The script that `npm init` writes in place of tests. */
const noTest = 'echo "Error: no test specified" && exit 1';

/**
 * Adds missing scripts and dependencies to the text of a package.json. All other bytes stay as they are. Of a key that
 * is there twice, the last one counts, as for npm.
 *
 * @param text undefined if the file does not exist
 * @throws TowpathError `package-json-invalid` if the text is not a JSON object, or a list in it is not one
 */
export function withNeededEntries(text: string | undefined, name: string, needed: NeededEntries): string {
  if (text === undefined) return `${JSON.stringify({ name, private: true, ...needed }, null, 2)}\n`;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const places = placesIn(text, start);
  const manifest = parseJson(text);
  if (!isMap(manifest)) throw invalid('its content is not a JSON object', text, places.start);
  const mapIn = (key: string): Manifest => {
    const value = manifest[key] ?? {};
    if (isMap(value)) return value;
    throw invalid(`\`${key}\` in it is not a JSON object`, text, offsetOf(places, [key]));
  };
  const listed = lists.flatMap((list) => Object.keys(mapIn(list)));
  const added = {
    scripts: without(needed.scripts, scriptsOf(mapIn('scripts'))),
    dependencies: without(needed.dependencies, listed),
    devDependencies: without(needed.devDependencies, listed),
  };
  // Each list is added by itself, to the text that the one before has made.
  return Object.entries(added).reduce((before, [key, entries]) => withJsonEntries(before, start, key, entries), text);
}

function placesIn(text: string, start: number): JsonPlace {
  try {
    return jsonPlaces(text, start);
  } catch (error) {
    if (error instanceof NotJson) throw invalid(error.message, text, error.offset);
    throw error;
  }
}

function scriptsOf(scripts: Manifest): string[] {
  return Object.entries(scripts)
    .filter(([, script]) => script !== noTest)
    .map(([name]) => name);
}

function without(entries: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !names.includes(name)));
}

function invalid(reason: string, text: string, offset: number): TowpathError {
  const { line } = lineAndColumn(text, offset);
  return issueError('package-json-invalid', `package.json cannot be read: ${reason}`, {
    hint: 'fix the file, then run `towpath init` again; nothing was written',
    location: { file: 'package.json', line },
  });
}
