import { basename, join } from 'node:path';
import { issueError, type TowpathError } from '../../diagnostics';
import { readEnvironments } from '../../environments/folder';
import { followLinks } from '../../files/follow-links';
import { packageFolder } from '../../files/package-folder';
import { readIfThere, readUserText } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { dnsLabel } from '../../model/formats';
import { checkOptions } from '../../workspace/check-options';
import { applicationIds } from '../../workspace/load-applications';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type NeededEntries, withNeededEntries } from './package-json';
import { applicationText, commonTexts, environmentTexts, lines, scripts } from './workspace-files';

export interface InitOptions {
  /** The folder that becomes a workspace. @default the current folder */
  readonly root?: string;
  /** Id of the first application. @default that of an application that exists, else the folder's name */
  readonly name?: string | undefined;
}

export interface InitResult {
  /** Files that were created, or that got missing lines. */
  readonly written: readonly string[];
  /** Files that existed and were left as they are. */
  readonly kept: readonly string[];
}

/**
 * Turns a folder into a workspace. Existing files are kept; package.json, .gitignore and .gitattributes get the entries
 * that they lack. The example application and the example environments are written only where there are none. Links
 * are followed inside the folder.
 *
 * @throws TowpathError `invalid-name` for a name that an application cannot have, `path-outside-workspace` for a link
 *   that leads out of the folder, `package-json-invalid` for a package.json that is not JSON; then nothing was written
 */
export function init(options: InitOptions = {}): InitResult {
  checkOptions(options);
  const { root: named, name: given } = options;
  const root = workspaceRoot(named ?? '.');
  const known = applicationIds(root);
  const name = given ?? known[0] ?? defaultName(root);
  if (!dnsLabel.safeParse(name).success) throw invalidName(name);
  const isExample = !known.includes(name);
  const application = { [`apps/${name}.ts`]: applicationText(name) };
  const environments = environmentTexts(name, isExample);
  const texts = new Map(Object.entries({ ...application, ...environments, ...commonTexts }));
  const places = followLinks(root, [...texts.keys(), ...Object.keys(lines), 'package.json']);
  const found = new Map([...places].map(([file, place]) => [file, readIfThere(root, place)]));
  // A workspace that has environments may have others than the two examples on purpose.
  const unwanted = [
    ...(isExample ? [] : Object.keys(application)),
    ...(readEnvironments(root).environments.length > 0 ? Object.keys(environments) : []),
  ];
  const missing = [...texts].filter(([file]) => found.get(file) === undefined && !unwanted.includes(file));
  const longer = Object.entries(lines).map(
    ([file, wanted]) => [file, withLines(found.get(file) ?? '', wanted)] as const,
  );
  const manifest = withNeededEntries(found.get('package.json'), `${name}-deployment`, { scripts, ...packages() });
  const changed = [...longer, ['package.json', manifest] as const].filter(([file, text]) => text !== found.get(file));
  const written = new Map([...missing, ...changed]);
  writeFiles(root, new Map([...written].map(([file, text]) => [places.get(file) ?? file, text])));
  const kept = [...found].filter(([file, text]) => text !== undefined && !written.has(file)).map(([file]) => file);
  return { written: [...written.keys()].sort(), kept: kept.sort() };
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
    .replace(/^-|-$/g, '')
    .slice(0, 63);
}

/** Towpath, the packages that it needs beside it, and those that an application and its check need. */
function packages(): Pick<NeededEntries, 'dependencies' | 'devDependencies'> {
  const file = join(packageFolder, 'package.json');
  const { version, ...own } = JSON.parse(readUserText(file)) as {
    version: string;
    dependencies: Record<'zod', string>;
    devDependencies: Record<'typescript' | '@types/node', string>;
    peerDependencies: Record<'cdk8s' | 'constructs', string>;
  };
  const { cdk8s, constructs } = own.peerDependencies;
  const { typescript, '@types/node': node } = own.devDependencies;
  return {
    dependencies: { cdk8s, constructs, towpath: `^${version}`, zod: own.dependencies.zod },
    devDependencies: { '@types/node': node, typescript },
  };
}

function invalidName(name: string): TowpathError {
  const message = `\`${name}\` is not a valid name for an application`;
  const hint = 'choose a name of at most 63 characters from a-z, 0-9 and `-`, such as `towpath init shop`';
  return issueError('invalid-name', message, { hint });
}
