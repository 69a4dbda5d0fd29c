import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import { typeNames } from '../../data/type-names';
import { plainValue, yamlDocuments } from '../../data/yaml-documents';
import { formatPath, issueError, shortList, type TowpathError } from '../../diagnostics';
import { readFault, readUserText } from '../../files/read-file';
import { ownVariables } from '../../files/variables';
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
  throw unreadable(`there is no kubeconfig: ${usual.join(', ')} ${usual.length > 1 ? 'do' : 'does'} not exist`, hint);
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
  return merged([contentOf(found.data, process.cwd())], origin);
}

interface FileContent {
  readonly currentContext?: string;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
}

function readFile(file: string): FileContent {
  const found = kubeconfigFile.safeParse(parsed(file));
  if (!found.success) throw unreadable(`${file} is not a kubeconfig: ${wrongPlaces(found.error.issues)}`);
  return contentOf(found.data, dirname(resolve(file)));
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

/** @param folder the folder that relative paths are relative to */
function contentOf(data: z.infer<typeof kubeconfigFile>, folder: string): FileContent {
  const { 'current-context': currentContext, contexts, clusters, users } = data;
  return {
    ...(currentContext && { currentContext }),
    contexts: byName<ContextEntry>(contexts, 'context', folder),
    clusters: byName<ClusterEntry>(clusters, 'cluster', folder),
    users: byName<UserEntry>(users, 'user', folder),
  };
}

function parsed(file: string): unknown {
  const read = yamlDocuments(readText(file));
  if ('problem' in read) throw unreadable(`${file} is not valid YAML: ${read.problem}`);
  const [document, another] = read.documents;
  // An empty file sets nothing.
  if (!document) return {};
  if (another) throw unreadable(`${file} is not a kubeconfig: it has several documents`);
  const [error] = document.errors;
  // The parser quotes the text that it cannot read, which may be a password.
  if (error)
    throw unreadable(`${file} is not valid YAML: there is an error in line ${read.placeAt(error.pos[0]).line}`);
  const found = plainValue(document);
  if (found) return found.value ?? {};
  throw unreadable(
    `${file} is not valid YAML: it uses an alias that it does not define, or aliases that multiply each other`,
  );
}

/** The largest kubeconfig. Bytes. */
const largest = 2 ** 23;

function readText(file: string): string {
  try {
    return readUserText(file, largest);
  } catch (error) {
    throw unreadable(`${file} cannot be read: ${readFault(error)}`);
  }
}

/** As with kubectl, the first entry of a name wins. */
function byName<T extends object>(
  entries: readonly { readonly [key: string]: unknown }[] | null | undefined,
  key: string,
  folder: string,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const entry of entries ?? []) {
    const value = entry[key] as T | null | undefined;
    if (value && !found.has(String(entry.name))) found.set(String(entry.name), withPaths(value, folder));
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

function unreadable(message: string, hint?: string): TowpathError {
  return issueError('kubeconfig-unreadable', message, { hint });
}
