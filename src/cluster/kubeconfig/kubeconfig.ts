import { z } from 'zod';
import type { EntryPlace } from './content';

/**
 * The part of kubectl's configuration that a client needs. Paths in it are absolute.
 * @see https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export interface Kubeconfig {
  readonly currentContext?: string;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  /** The files that it was read from, for messages. */
  readonly origin: string;
}

export type ContextEntry = z.infer<typeof contextEntry>;
export type ClusterEntry = z.infer<typeof clusterEntry> & Placed;
export type UserEntry = z.infer<typeof userEntry> & Placed;

interface Placed {
  readonly place?: EntryPlace;
}

/** As with kubectl, `null` says nothing. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined)
  .optional();
const needed = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** What a context, a cluster or a user lacks is an error only if it is used. */
const contextEntry = z.object({ cluster: needed, user: needed, namespace: text });

const clusterEntry = z.object({
  server: needed,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
  extensions: z.array(z.object({ name: needed, extension: z.unknown() })).nullish(),
});

/**
 * A plugin that returns credentials. @see
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
const execEntry = z.object({
  apiVersion: needed.transform((value) => value || 'client.authentication.k8s.io/v1'),
  command: needed,
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: needed, value: needed })).nullish(),
  installHint: text,
  provideClusterInfo: flag,
});

export type ExecEntry = z.infer<typeof execEntry>;

const userEntry = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
  exec: execEntry.nullish(),
  'auth-provider': z.object({ name: needed }).nullish(),
});

const named = <T extends z.ZodType, K extends string>(key: K, entry: T) =>
  z.array(z.object({ name: needed, [key]: entry.nullish() })).nullish();

/** One file of the configuration. Fields that a client does not need are ignored. */
export const kubeconfigFile = z.object({
  'current-context': text,
  contexts: named('context', contextEntry),
  clusters: named('cluster', clusterEntry),
  users: named('user', userEntry),
});

/** The keys that hold paths, which are relative to the folder of their file. */
export const pathKeys = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'] as const;
