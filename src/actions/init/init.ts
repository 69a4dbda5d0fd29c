import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { issueError, type TowpathError } from '../../diagnostics';
import { followLinks } from '../../files/follow-links';
import { packageFolder } from '../../files/package-folder';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { dnsLabel } from '../../model/formats';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { lines, packageJson, workspaceFiles } from './workspace-files';

export interface InitOptions {
  /** The folder that becomes a workspace. @default the current folder */
  readonly root?: string;
  /** Id of the first application. @default the folder's name */
  readonly name?: string | undefined;
}

export interface InitResult {
  /** Files that were created, or that got missing lines. */
  readonly written: readonly string[];
  /** Files that existed and were left as they are. */
  readonly kept: readonly string[];
}

/**
 * Turns a folder into a workspace with one application. Existing files are kept. Links are followed inside the folder.
 *
 * @throws TowpathError `invalid-name` for a name that an application cannot have, `path-outside-workspace` for a link
 *   that leads out of the folder; then nothing was written
 */
export function init(options: InitOptions = {}): InitResult {
  checkOptions(options);
  const { root: named, name: given } = options;
  const root = workspaceRoot(named);
  const name = given ?? defaultName(root);
  if (!dnsLabel.safeParse(name).success) throw invalidName(name);
  const texts = new Map(Object.entries({ ...workspaceFiles(name), 'package.json': packageJson(name, dependencies()) }));
  const places = followLinks(root, [...texts.keys(), ...Object.keys(lines)]);
  const found = new Map([...places].map(([file, place]) => [file, readIfThere(root, place)]));
  const missing = [...texts].filter(([file]) => found.get(file) === undefined);
  const longer = Object.entries(lines).flatMap(([file, wanted]): [string, string][] => {
    const text = withLines(found.get(file) ?? '', wanted);
    return text === found.get(file) ? [] : [[file, text]];
  });
  const written = new Map([...missing, ...longer]);
  writeFiles(root, new Map([...written].map(([file, text]) => [places.get(file) ?? file, text])));
  return { written: [...written.keys()].sort(), kept: [...found.keys()].filter((file) => !written.has(file)).sort() };
}

/** Adds the lines that a text lacks. */
function withLines(text: string, wanted: readonly string[]): string {
  const known = text.split(/\r?\n/).map((line) => line.trim());
  const added = wanted.filter((line) => !known.includes(line));
  if (added.length === 0) return text;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n`;
}

function defaultName(root: string): string {
  return basename(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
}

/** Towpath and the packages that it needs beside it, in matching versions. */
function dependencies(): Record<string, string> {
  const file = join(packageFolder, 'package.json');
  const { version, peerDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
    peerDependencies: Record<'cdk8s' | 'constructs', string>;
  };
  const { cdk8s, constructs } = peerDependencies;
  return { cdk8s, constructs, towpath: `^${version}` };
}

function invalidName(name: string): TowpathError {
  const message = `\`${name}\` is not a valid name for an application`;
  const hint = 'choose a name of at most 63 characters from a-z, 0-9 and `-`, such as `towpath init shop`';
  return issueError('invalid-name', message, { hint });
}
