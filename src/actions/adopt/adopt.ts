import { type Credential, withoutCredentials } from '../../adoption/credentials';
import { findings } from '../../adoption/findings/findings';
import { secretCommands } from '../../adoption/secret-commands';
import { errorIssue, type Issue, issueError, TowpathError, warningIssue } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import { compare } from '../../equivalence';
import { readIfThere } from '../../files/read-file';
import { sweepBeside, writeFiles } from '../../files/write-files';
import { dnsLabel } from '../../model/formats';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type LiveProof, liveProofs } from './live-proof';
import { settle } from './settle';
import { clusterSourceOf, readCluster } from './sources/cluster';
import { givenValues } from './sources/given-values';
import { readSource } from './sources/read-source';

export interface AdoptOptions {
  /** The folder of the workspace that gets the files. @default the nearest workspace at or above the current folder */
  readonly root?: string | undefined;
  /** The id of the application, and so the name of its file. */
  readonly application: string;
  /**
   * The source of each environment, relative to the current folder: a file or folder of YAML, a kustomize folder, a chart
   * with files of values (`chart+values-prod.yaml`), `cluster:CONTEXT/NAMESPACE`, or `-` for `input`. Each environment
   * promotes from the one before it.
   */
  readonly sources: Readonly<Record<string, string>>;
  /** Values for placeholders such as `${TAG}`: `TAG=v1`, or `prod:TAG=v1` for one environment. @default none */
  readonly set?: readonly string[] | undefined;
  /** Files with such values, a line each: `values.env`, or `prod:prod.env` for one environment. @default none */
  readonly envFiles?: readonly string[] | undefined;
  /** The text of the source `-`. @default nothing */
  readonly input?: string | undefined;
  /** Parts of the names of images that the application builds, besides those whose tag differs between environments. */
  readonly own?: readonly string[] | undefined;
  /** Objects equal only if they are written alike, so that defaults and `1000m` in place of `1` are differences. @default false */
  readonly strict?: boolean | undefined;
  /** Ask the cluster of each environment, by dry runs, what a deploy of the files would change. @default false */
  readonly live?: boolean | undefined;
  /** Path of the kubeconfig that has the contexts. @default the kubeconfig that kubectl would use */
  readonly kubeconfig?: string | undefined;
  /** Write no files. @default false */
  readonly dryRun?: boolean | undefined;
}

export interface AdoptResult {
  /** The texts of the files by their paths in the workspace. */
  readonly files: Readonly<Record<string, string>>;
  /** Files that were written. None with `dryRun`, or if all exist with this content. */
  readonly written: readonly string[];
  /** How many objects were read and compared, by environment. */
  readonly compared: Readonly<Record<string, number>>;
  /** Differences between the objects that were read and those that the files make; none if they are equal. */
  readonly differences: readonly string[];
  /** What a deploy of the files would change in each cluster. Only with `live`. */
  readonly live?: readonly LiveProof[];
  /** Values that look like credentials and were not copied. */
  readonly credentials: readonly Credential[];
  /** Commands that create the Secrets which the application now refers to. */
  readonly commands: readonly string[];
  /** Problems of the sources. An error means that a document was not read. */
  readonly findings: readonly Issue[];
}

/**
 * Writes an application and its environment files for objects that run today, and proves that they make the same objects.
 * Existing files are never changed, and files are written completely or not at all.
 *
 * @throws TowpathError `adopt-file-exists` for a file with other content, `adopt-refused` for an object that towpath
 *   refuses; then nothing was written
 */
export async function adopt(options: AdoptOptions): Promise<AdoptResult> {
  checkOptions(options);
  const { application, own = [], strict = false, dryRun = false, set = [], envFiles = [], input, kubeconfig } = options;
  const root = workspaceRoot(options.root ?? '.');
  checkNames([application, ...Object.keys(options.sources)]);
  const contexts = contextsOf(options.sources);
  const given = givenValues(set, envFiles, Object.keys(options.sources));
  if (given.issues.length > 0) throw new TowpathError(given.issues);
  const read = new Map(
    await allSettled(
      Object.entries(options.sources).map(async ([environment, source]) => {
        const cluster = clusterSourceOf(source);
        const context = { application, environment, values: given.of(environment), input };
        return [environment, cluster ? await readCluster(cluster, kubeconfig) : readSource(source, context)] as const;
      }),
    ),
  );
  const sources = [...read.values()];
  const used = new Set(sources.flatMap((source) => source.used));
  const issues = [
    ...sources.flatMap((source) => source.issues),
    ...given.names.filter((name) => !used.has(name)).map(unusedValue),
  ];
  if (sources.every(({ objects }) => objects.length === 0)) throw new TowpathError(issues);
  const cleaned = new Map([...read].map(([environment, { objects }]) => [environment, withoutCredentials(objects)]));
  const wanted = new Map(
    [...cleaned].map(([environment, { objects }]) => [environment, objects.map(({ object }) => object)]),
  );
  const filled = new Set(sources.flatMap((source) => source.own));
  const isOwnImage = (repository: string) => filled.has(repository) || own.some((part) => repository.includes(part));
  const { draft, files, made } = await settle(wanted, { application, contexts, isOwnImage, strict });
  const differences = [...wanted].flatMap(([environment, objects]) => {
    const found = (made.get(environment) ?? []).map(({ manifest }) => manifest);
    return (strict ? compare(found, objects, (object) => object) : compare(found, objects)).map(
      (text) => `${environment}: ${text}`,
    );
  });
  const live = options.live ? await liveProofs(files, [...wanted.keys()], kubeconfig) : undefined;
  const credentials = [...cleaned.values()].flatMap((source) => source.credentials);
  const result = {
    files: Object.fromEntries(files),
    compared: Object.fromEntries([...wanted].map(([environment, objects]) => [environment, objects.length])),
    differences,
    ...(live && { live }),
    credentials,
    commands: [...new Set([...cleaned.values()].flatMap((source) => secretCommands(source.credentials)))],
    findings: [
      ...issues,
      ...findings(new Map([...read].map(([environment, { objects }]) => [environment, objects])), draft, contexts),
    ],
  };
  const missing = new Map([...files].filter(([path, text]) => readIfThere(root, path) !== text));
  const taken = [...missing.keys()].filter((path) => readIfThere(root, path) !== undefined);
  if (taken.length > 0) throw new TowpathError(taken.map(exists));
  if (!dryRun) {
    sweepBeside(root, files.keys());
    writeFiles(root, missing, { fresh: new Set(missing.keys()) });
  }
  return { ...result, written: dryRun ? [] : [...missing.keys()].sort() };
}

function unusedValue(name: string): Issue {
  const message = `no source contains the placeholder \`\${${name}}\`, so the value of \`--set ${name}=…\` is not used`;
  return warningIssue('adopt-value-unusable', message, {
    hint: 'compare the name with the placeholders of the sources',
  });
}

/** The contexts of the environments that are read from clusters. */
function contextsOf(sources: AdoptOptions['sources']): ReadonlyMap<string, string> {
  const entries = Object.entries(sources).map(
    ([environment, source]) => [environment, clusterSourceOf(source)] as const,
  );
  return new Map(entries.flatMap(([environment, cluster]) => (cluster ? [[environment, cluster.context]] : [])));
}

function checkNames(names: readonly string[]): void {
  const wrong = names.find((name) => !dnsLabel.safeParse(name).success);
  if (wrong === undefined) return;
  throw issueError('invalid-name', `\`${wrong}\` is not a valid name`, { hint: 'use at most 63 of a-z, 0-9 and `-`' });
}

function exists(path: string): Issue {
  const hint = 'move the file away, or adopt under another name; nothing was written';
  return errorIssue('adopt-file-exists', `\`${path}\` exists and has other content`, {
    hint,
    location: { file: path },
  });
}
