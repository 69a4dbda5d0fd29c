import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { typeNames } from '../../data/type-names';
import { plainValue, yamlDocuments } from '../../data/yaml-documents';
import {
  formatPath,
  type IssueDetails,
  issueError,
  type Location,
  shortList,
  type TowpathError,
} from '../../diagnostics';
import { readFault, readUserText } from '../../files/read-file';
import { ownVariables } from '../../files/variables';
import { type EntryPlace, largestFile } from './content';
import { isPath } from './find-command';
import { inCluster } from './in-cluster';
import {
  type ClusterEntry,
  type ContextEntry,
  type Kubeconfig,
  kubeconfigFile,
  pathKeys,
  type UserEntry,
} from './kubeconfig';

/**
 * Reads the configuration that kubectl would read: the named file; else the files of KUBECONFIG, of which the first
 * with a value wins and missing ones are skipped; else `~/.kube/config`; else the service account of the pod.
 *
 * @param file a file, as `--kubeconfig` names it
 * @throws TowpathError `kubeconfig-unreadable`
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function readKubeconfig(file?: string, env: NodeJS.ProcessEnv = ownVariables()): Kubeconfig {
  const listed = env.KUBECONFIG?.split(delimiter).filter((name) => name !== '') ?? [];
  const usual = listed.length > 0 ? listed : [join(env.HOME ?? homedir(), '.kube', 'config')];
  const files = file === undefined ? usual.filter((name) => existsSync(name)) : [file];
  if (files.length > 0) return merged(files.map(readFile), files.join(', '));
  const own = listed.length === 0 && inCluster(env);
  if (own) return own;
  const hint = 'set KUBECONFIG or `--kubeconfig`; `kubectl config view` shows what kubectl reads';
  throw unreadable(`there is no kubeconfig: ${usual.join(', ')} ${usual.length > 1 ? 'do' : 'does'} not exist`, {
    hint,
  });
}

/**
 * Reads a kubeconfig from text. Paths in it are relative to the current folder.
 *
 * @param origin the name of the text in messages, which show nothing of its content because it may be secret
 * @throws TowpathError `kubeconfig-unreadable`
 */
export function kubeconfigOf(content: unknown, origin: string): Kubeconfig {
  const found = kubeconfigFile.safeParse(content);
  if (!found.success) throw unreadable(`${origin} is not a kubeconfig: ${wrongPlaces(found.error.issues)}`);
  const place = (kind: string, name: string): EntryPlace => ({
    owner: `the ${kind} \`${name}\` in ${origin}`,
    locationOf: () => undefined,
  });
  return merged([contentOf(found.data, process.cwd(), place)], origin);
}

interface FileContent {
  readonly currentContext?: string;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
}

function readFile(file: string): FileContent {
  const { value, locationOf } = parsed(file);
  const found = kubeconfigFile.safeParse(value);
  if (!found.success) {
    const [first] = found.error.issues;
    const location = locationOf((first?.path ?? []) as (string | number)[]);
    throw unreadable(`${file} is not a kubeconfig: ${wrongPlaces(found.error.issues)}`, { location });
  }
  return contentOf(found.data, dirname(resolve(file)), (kind, name, path) => ({
    owner: `the ${kind} \`${name}\``,
    locationOf: (field) => locationOf([...path, field]),
  }));
}

/** What has the wrong type, without the values, which may be secret. */
function wrongPlaces(issues: readonly z.core.$ZodIssue[]): string {
  const places = issues.map((issue) => {
    const wanted = 'expected' in issue ? (typeNames[String(issue.expected)] ?? 'another value') : 'another value';
    return issue.path.length === 0
      ? `it has to be ${wanted}`
      : `\`${formatPath(issue.path as (string | number)[])}\` has to be ${wanted}`;
  });
  return shortList(places, 5).join('; ');
}

/** Makes the place of an entry from its kind, its name and its path in the file. */
type Placing = (kind: string, name: string, path: readonly (string | number)[]) => EntryPlace;

/** @param folder the folder that relative paths are relative to */
function contentOf(data: z.infer<typeof kubeconfigFile>, folder: string, placing: Placing): FileContent {
  const { 'current-context': currentContext, contexts, clusters, users } = data;
  return {
    ...(currentContext && { currentContext }),
    contexts: byName<ContextEntry>(contexts, 'context', folder, placing),
    clusters: byName<ClusterEntry>(clusters, 'cluster', folder, placing),
    users: byName<UserEntry>(users, 'user', folder, placing),
  };
}

interface ParsedFile {
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest value above it. */
  readonly locationOf: (path: readonly (string | number)[]) => Location;
}

function parsed(file: string): ParsedFile {
  const read = yamlDocuments(readText(file));
  if ('problem' in read) throw unreadable(`${file} is not valid YAML: ${read.problem}`);
  const [document, another] = read.documents;
  // An empty file sets nothing.
  if (!document) return { value: {}, locationOf: () => ({ file }) };
  if (another) throw unreadable(`${file} is not a kubeconfig: it has several documents`);
  const [error] = document.errors;
  // The parser quotes the text that it cannot read, which may be a password.
  if (error) {
    const { line } = read.placeAt(error.pos[0]);
    throw unreadable(`${file} is not valid YAML: there is an error in line ${line}`, { location: { file, line } });
  }
  const locationOf = (path: readonly (string | number)[]): Location => {
    const node = document.getIn(path, true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) return { file, line: read.placeAt(node.range[0]).line };
    return path.length === 0 ? { file } : locationOf(path.slice(0, -1));
  };
  const found = plainValue(document);
  if ('problem' in found) throw unreadable(`${file} cannot be read: ${found.problem}`);
  return { value: found.value ?? {}, locationOf };
}

function readText(file: string): string {
  try {
    return readUserText(file, largestFile);
  } catch (error) {
    throw unreadable(`${file} cannot be read: ${readFault(error)}`);
  }
}

/** As with kubectl, the first entry of a name wins. */
function byName<T extends object>(
  entries: readonly { readonly [key: string]: unknown }[] | null | undefined,
  key: string,
  folder: string,
  placing: Placing,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const [index, entry] of (entries ?? []).entries()) {
    const value = entry[key] as T | null | undefined;
    const name = String(entry.name);
    const place = placing(key, name, [`${key}s`, index, key]);
    if (value && !found.has(name)) found.set(name, { ...withPaths(value, folder), place });
  }
  return found;
}

function withPaths<T extends object>(entry: T, folder: string): T {
  const absolute = pathKeys.flatMap((key) => {
    const value = (entry as Record<string, unknown>)[key];
    return typeof value === 'string' && value !== '' ? [[key, resolve(folder, value)]] : [];
  });
  const { exec } = entry as Pick<UserEntry, 'exec'>;
  const plugin = exec && isPath(exec.command) && { exec: { ...exec, command: resolve(folder, exec.command) } };
  return { ...entry, ...Object.fromEntries(absolute), ...plugin };
}

function merged(files: readonly FileContent[], origin: string): Kubeconfig {
  const all = <T>(maps: readonly ReadonlyMap<string, T>[]) => new Map(maps.toReversed().flatMap((map) => [...map]));
  const currentContext = files.find((one) => one.currentContext)?.currentContext;
  return {
    ...(currentContext && { currentContext }),
    contexts: all(files.map(({ contexts }) => contexts)),
    clusters: all(files.map(({ clusters }) => clusters)),
    users: all(files.map(({ users }) => users)),
    origin,
  };
}

function unreadable(message: string, details?: IssueDetails): TowpathError {
  return issueError('kubeconfig-unreadable', message, details);
}
