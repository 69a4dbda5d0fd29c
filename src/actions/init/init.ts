import { readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { assertInside } from '../../assembly/containment';
import { readIfThere, writeFileWhole } from '../../assembly/files';
import { TowpathError } from '../../diagnostics';
import { dnsLabel } from '../../spec/formats';
import { lines, packageJson, workspaceFiles } from './workspace-files';

export interface InitOptions {
  /** The folder that becomes a workspace. @default the current one */
  readonly root?: string;
  /** Id of the first application. @default the folder's name */
  readonly name?: string | undefined;
}

export interface InitResult {
  /** Files that were made, or got lines that they did not have. */
  readonly written: readonly string[];
  /** Files that were there, and were left as they are. */
  readonly kept: readonly string[];
}

/**
 * Makes a workspace of a folder, with an application to start from. What is there is kept.
 * @throws TowpathError `invalid-name` for a name that no application can have; then nothing was written
 */
export function init({ root = '.', name = defaultName(root) }: InitOptions = {}): InitResult {
  if (!dnsLabel.safeParse(name).success) throw invalidName(name);
  const texts = new Map(Object.entries({ ...workspaceFiles(name), 'package.json': packageJson(name, dependencies()) }));
  const found = new Map([...texts.keys(), ...Object.keys(lines)].map((file) => [file, readIfThere(join(root, file))]));
  const missing = [...texts].filter(([file]) => found.get(file) === undefined);
  const longer = Object.entries(lines).flatMap(([file, wanted]): [string, string][] => {
    const text = withLines(found.get(file) ?? '', wanted);
    return text === found.get(file) ? [] : [[file, text]];
  });
  const written = new Map([...missing, ...longer]);
  for (const folder of new Set([...written.keys()].map(dirname).filter((path) => path !== '.')))
    assertInside(root, folder);
  for (const [file, text] of written) writeFileWhole(join(root, file), text);
  return { written: [...written.keys()].sort(), kept: [...found.keys()].filter((file) => !written.has(file)).sort() };
}

/** The text with those of the lines that it does not have yet. */
function withLines(text: string, wanted: readonly string[]): string {
  const known = text.split(/\r?\n/).map((line) => line.trim());
  const added = wanted.filter((line) => !known.includes(line));
  if (added.length === 0) return text;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n`;
}

function defaultName(root: string): string {
  return basename(resolve(root))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

/** Towpath and what it asks for beside it, in the versions that this one goes with. */
function dependencies(): Record<string, string> {
  const file = join(__dirname, '../../../package.json');
  const { version, peerDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
    peerDependencies: Record<'cdk8s' | 'constructs', string>;
  };
  const { cdk8s, constructs } = peerDependencies;
  return { cdk8s, constructs, towpath: `^${version}` };
}

function invalidName(name: string): TowpathError {
  const message = `\`${name}\` cannot be an application's name`;
  const hint = 'say one of at most 63 of a-z, 0-9 and `-`: `towpath init shop`';
  return new TowpathError([{ code: 'invalid-name', severity: 'error', message, hint }]);
}
