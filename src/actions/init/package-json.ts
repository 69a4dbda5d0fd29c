import { issueError, type TowpathError } from '../../diagnostics';

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
 * Adds missing scripts and dependencies to the text of a package.json. Entries that exist are kept, and the text is
 * returned unchanged if nothing is missing. The indentation and the line ends stay as they are, as with `npm install`.
 *
 * @param text undefined if the file does not exist
 * @throws TowpathError `package-json-invalid` if the text is not a JSON object, or a list in it is not one
 */
export function withNeededEntries(text: string | undefined, name: string, needed: NeededEntries): string {
  if (text === undefined) return `${JSON.stringify({ name, private: true, ...needed }, null, 2)}\n`;
  const manifest = parse(text);
  const listed = lists.flatMap((list) => Object.keys(mapIn(manifest, list)));
  const added = {
    scripts: without(needed.scripts, scriptsOf(manifest)),
    dependencies: without(needed.dependencies, listed),
    devDependencies: without(needed.devDependencies, listed),
  };
  const changes = Object.entries(added).filter(([, entries]) => Object.keys(entries).length > 0);
  if (changes.length === 0) return text;
  const merged = {
    ...manifest,
    ...Object.fromEntries(changes.map(([key, entries]) => [key, { ...mapIn(manifest, key), ...entries }])),
  };
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(text)?.[1] ?? 2;
  const end = text === '' || text.slice(text.trimEnd().length).includes('\n') ? '\n' : '';
  const made = `${textOf(merged, indent)}${end}`;
  return text.includes('\r\n') ? made.replaceAll('\n', '\r\n') : made;
}

function parse(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error));
  }
  if (!isMap(value)) throw invalid('its content is not a JSON object');
  return value;
}

function textOf(manifest: Manifest, indent: string | number): string {
  try {
    return JSON.stringify(manifest, null, indent);
  } catch {
    throw invalid('it is nested too deeply');
  }
}

function scriptsOf(manifest: Manifest): string[] {
  return Object.entries(mapIn(manifest, 'scripts'))
    .filter(([, script]) => script !== noTest)
    .map(([name]) => name);
}

function mapIn(manifest: Manifest, key: string): Manifest {
  const value = manifest[key] ?? {};
  if (!isMap(value)) throw invalid(`\`${key}\` in it is not a JSON object`);
  return value;
}

function isMap(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(entries: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !names.includes(name)));
}

function invalid(reason: string): TowpathError {
  return issueError('package-json-invalid', `package.json cannot be read: ${reason}`, {
    hint: 'fix the file, then run `towpath init` again; nothing was written',
    location: { file: 'package.json' },
  });
}
