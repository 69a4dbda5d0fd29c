import { join } from 'node:path';
import { compareTexts } from '../../data/compare-texts';
import { readEnvironments } from '../../environments/folder';
import { followLinks } from '../../files/follow-links';
import { packageFolder } from '../../files/package-folder';
import { readIfThere, readUserText } from '../../files/read-file';
import { applicationIds } from '../../workspace/application-files';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { checkName, defaultName } from './application-name';
import { type NeededEntries, withNeededEntries } from './package-json';
import type { InitProposal } from './propose-init';
import { applicationText, commonTexts, environmentTexts, lines, scripts } from './workspace-files';

export interface InitOptions {
  /** The folder that becomes a workspace, or that gets one in a folder of its own. @default the current folder */
  readonly root?: string;
  /** Id of the first application. @default that of an application that exists, else the folder's name */
  readonly name?: string | undefined;
  /** What `proposeInit` made of the files of the folder. It names the application. @default an example */
  readonly proposal?: InitProposal | undefined;
}

/** What `init` would do. */
export interface InitPlan {
  readonly root: string;
  /** Files that exist and are left as they are. */
  readonly kept: readonly string[];
  /** The texts of the files that are created, or that get missing lines. */
  readonly texts: Readonly<Record<string, string>>;
  /** The same texts by the places that links lead to. */
  readonly placed: ReadonlyMap<string, string>;
  /** The places of files that are created. */
  readonly fresh: ReadonlySet<string>;
}

/** Plans the files of a workspace, and writes nothing. The errors are those of `init`. */
export function planInit(options: InitOptions = {}): InitPlan {
  checkOptions(options);
  const { root: named, proposal } = options;
  const root = workspaceRoot(named ?? '.');
  const folder = proposal?.folder ?? '';
  const at = (file: string) => (folder === '' ? file : `${folder}/${file}`);
  const known = applicationIds(join(root, folder));
  const name = proposal?.application ?? options.name ?? known[0] ?? defaultName(root);
  const isExample = !known.includes(name);
  if (isExample) checkName(name);
  const own = proposal ?? exampleTexts(name, isExample);
  const texts = new Map(
    Object.entries({ ...own.applications, ...own.environments, ...commonTexts, ...proposal?.common }).map(
      ([file, text]) => [at(file), text],
    ),
  );
  for (const [file, text] of Object.entries(proposal?.around ?? {})) texts.set(file, text);
  const manifestFile = at('package.json');
  const lineFiles = Object.keys(lines).map(at);
  const places = followLinks(root, [...texts.keys(), ...lineFiles, manifestFile]);
  const found = new Map([...places].map(([file, place]) => [file, readIfThere(root, place)]));
  // A workspace that has applications or environments may have others than these on purpose.
  const unwanted = [
    ...((proposal ? known.length === 0 : isExample) ? [] : Object.keys(own.applications)),
    ...(readEnvironments(join(root, folder)).environments.length > 0 ? Object.keys(own.environments) : []),
  ].map(at);
  const missing = [...texts].filter(([file]) => found.get(file) === undefined && !unwanted.includes(file));
  const longer = Object.entries(lines).map(
    ([file, wanted]) => [at(file), withLines(found.get(at(file)) ?? '', wanted)] as const,
  );
  const manifest = withNeededEntries(found.get(manifestFile), `${name}-deployment`, { scripts, ...packages() });
  const changed = [...longer, [manifestFile, manifest] as const].filter(([file, text]) => text !== found.get(file));
  const written = new Map([...missing, ...changed].sort(([one], [other]) => compareTexts(one, other)));
  const kept = [...found].filter(([file, text]) => text !== undefined && !written.has(file)).map(([file]) => file);
  const placed = new Map([...written].map(([file, text]) => [places.get(file) ?? file, text]));
  const created = [...written.keys()].filter((file) => found.get(file) === undefined);
  const fresh = new Set(created.map((file) => places.get(file) ?? file));
  return { root, kept: kept.sort(), texts: Object.fromEntries(written), placed, fresh };
}

function exampleTexts(name: string, isExample: boolean): Pick<InitProposal, 'applications' | 'environments'> {
  return {
    applications: { [`apps/${name}.ts`]: applicationText(name) },
    environments: environmentTexts(name, isExample),
  };
}

/** Adds the lines that a text lacks, with the line ends of the text. */
function withLines(text: string, wanted: readonly string[]): string {
  const known = text.split(/\r?\n/).map((line) => line.trim());
  const added = wanted.filter((line) => !known.includes(line));
  if (added.length === 0) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text.replace(/^\uFEFF/, '') === '' || text.endsWith('\n') ? '' : eol;
  return `${text}${end}${added.map((line) => `${line}${eol}`).join('')}`;
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
