import { type Credential, withoutCredentials } from '../../adoption/credentials';
import { environmentHeads } from '../../adoption/environment-heads';
import { findings } from '../../adoption/findings/findings';
import { type InferredReference, referencesOf } from '../../adoption/references/list';
import { secretCommands } from '../../adoption/secret-commands';
import { plainObjects } from '../../adoption/source-object';
import { errorIssue, type Issue, issueError, TowpathError } from '../../diagnostics';
import { compare } from '../../equivalence';
import { readIfThere } from '../../files/read-file';
import { sweepBeside, writeFiles } from '../../files/write-files';
import { dnsLabel } from '../../model/formats';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import type { AdoptOptions } from './adopt-options';
import { type LiveProof, liveProofs } from './live-proof';
import { readSources } from './read-sources';
import { selected } from './selected';
import { settle } from './settle';

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
  /** Texts that refer to flows in the application. */
  readonly references: readonly InferredReference[];
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
  checkOptions(options, ['application', 'sources']);
  const { application, own = [], strict = false, dryRun = false, kubeconfig } = options;
  const root = workspaceRoot(options.root ?? '.');
  checkNames([application, ...Object.keys(options.sources)]);
  const { contexts, own: filled, issues, ...all } = await readSources(options);
  const read = selected(all.objects, options);
  const heads = environmentHeads(plainObjects(all.objects), contexts);
  const cleaned = new Map(
    [...read.objects].map(([environment, objects]) => [environment, withoutCredentials(objects)]),
  );
  const wanted = new Map(
    [...cleaned].map(([environment, { objects }]) => [environment, objects.map(({ object }) => object)]),
  );
  const isOwnImage = (repository: string) => filled.has(repository) || own.some((part) => repository.includes(part));
  const { draft, files, made } = await settle(wanted, {
    application,
    heads,
    isApart: options.select !== undefined,
    isOwnImage,
    strict,
  });
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
    references: referencesOf(draft),
    credentials,
    commands: [...new Set([...cleaned.values()].flatMap((source) => secretCommands(source.credentials)))],
    findings: [...issues, ...read.issues, ...findings(read.objects, draft, contexts)],
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
