import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';

/** The cluster of an environment: the name of a context, the address of the API server, or both. */
export interface Cluster {
  readonly context?: string;
  readonly server?: string;
}

const config = () => new pulumi.Config('kubernetes');

/**
 * The provider that writes to the cluster of an environment and to no other. If the environment sets no cluster, the
 * configuration of the stack must set one; Pulumi's default provider uses it, and the result is undefined. The current
 * context alone is never used.
 */
export function clusterProvider(
  name: string,
  environment: string,
  { context, server }: Cluster,
  parent: pulumi.Resource,
): k8s.Provider | undefined {
  // With this setting, Pulumi writes YAML into a folder and uses no cluster.
  if (config().get('renderYamlToDirectory')) return undefined;
  if (context || server) return new k8s.Provider(name, providerArguments(chosenContext(context, server)), { parent });
  if (['context', 'cluster', 'kubeconfig'].some((key) => config().get(key))) return undefined;
  const message = `neither the environment \`${environment}\` nor the configuration of the stack sets a cluster`;
  return fail('cluster-not-named', `${message}; run \`pulumi config set kubernetes:context NAME\``);
}

/** The context that the environment sets, else `kubernetes:context`, else the context with the server's address. */
function chosenContext(context: string | undefined, server: string | undefined): string {
  const kubeconfig = readKubeconfig();
  const asked = config().get('context') || undefined;
  const found = context ?? asked ?? contextOf(kubeconfig, server ?? '');
  const override = config().get('cluster');
  const own = kubeconfig.contexts.get(found)?.cluster ?? '';
  const address = kubeconfig.servers.get(override || own);
  if (address === undefined) fail('context-unknown', `the kubeconfig has no context \`${found}\` with a cluster`);
  if (asked && asked !== found) {
    fail('cluster-other', `the environment uses the context \`${found}\`, but \`kubernetes:context\` is \`${asked}\``);
  }
  const meant = [server, context && kubeconfig.servers.get(own)].filter((one) => typeof one === 'string');
  for (const one of meant) {
    if (isSame(one, address)) continue;
    fail(
      'cluster-other',
      `the environment uses the cluster at ${one}, but the context \`${found}\` points to ${address}`,
    );
  }
  return found;
}

/** The context that points to a server: the current one if it does, else the only one that does. */
function contextOf({ current, contexts, servers }: Kubeconfig, server: string): string {
  const cluster = config().get('cluster');
  const leading = [...contexts].filter(([, own]) => isSame(servers.get(cluster || own.cluster) ?? '', server));
  const names = leading.map(([name]) => name);
  if (names.includes(current)) return current;
  if (names.length === 0)
    fail('cluster-other', `the environment uses the cluster at ${server}, but no context points to it`);
  if (names.length > 1) {
    const hint = 'choose one with `pulumi config set kubernetes:context NAME`';
    fail('context-unknown', `several contexts point to ${server}: ${names.join(', ')}; ${hint}`);
  }
  return names[0];
}

/** The arguments of the provider. The `kubernetes:` settings of the stack apply to it as well. */
function providerArguments(context: string): k8s.ProviderArgs {
  const fromText = (text: string) => (/^(true|false|\{.*)$/s.test(text) ? JSON.parse(text) : text);
  const settings = Object.entries(pulumi.runtime.allConfig())
    // The kubeconfig stays text, and is added below.
    .filter(([key]) => key.startsWith('kubernetes:') && key !== 'kubernetes:kubeconfig')
    .map(([key, text]) => [key.slice('kubernetes:'.length), fromText(text)]);
  const own = { ...Object.fromEntries(settings), context };
  if (config().get('kubeconfig')) return { ...own, kubeconfig: config().requireSecret('kubeconfig') };
  // The provider reads KUBECONFIG as one file. With empty text, it reads a list of files, as kubectl does.
  return process.env.KUBECONFIG?.includes(delimiter) ? { ...own, kubeconfig: '' } : own;
}

interface Kubeconfig {
  readonly current: string;
  readonly contexts: ReadonlyMap<string, { readonly cluster: string }>;
  /** Addresses by the names of clusters. */
  readonly servers: ReadonlyMap<string, string>;
}

/** Reads `kubernetes:kubeconfig`, which is a file or its content, else the files that kubectl reads. */
function readKubeconfig(): Kubeconfig {
  const given = config()
    .get('kubeconfig')
    ?.replace(/^~(?=$|\/)/, homedir());
  const listed = process.env.KUBECONFIG?.split(delimiter).filter((file) => file !== '') ?? [];
  const usual = listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')];
  const texts = given
    ? [existsSync(given) ? textOf(given) : given]
    : usual.filter((file) => existsSync(file)).map(textOf);
  const files = texts.map(parsed);
  // If several files have an entry with the same name, the first file is used.
  const contexts = files.toReversed().flatMap((file) => (file.contexts ?? []).toReversed());
  const clusters = files.toReversed().flatMap((file) => (file.clusters ?? []).toReversed());
  return {
    current: files.find((file) => file['current-context'])?.['current-context'] ?? '',
    contexts: new Map(contexts.flatMap((entry) => (entry?.context ? [[entry.name, entry.context]] : []))),
    servers: new Map(
      clusters.flatMap((entry) =>
        typeof entry?.cluster?.server === 'string' ? [[entry.name, entry.cluster.server]] : [],
      ),
    ),
  };
}

/** The part of a kubeconfig that is needed here, before it is checked. */
interface File {
  readonly contexts?: readonly ({ readonly name: string; readonly context?: { readonly cluster: string } } | null)[];
  readonly clusters?: readonly ({ readonly name: string; readonly cluster?: { readonly server?: string } } | null)[];
  readonly 'current-context'?: string;
}

function textOf(file: string): string {
  try {
    // Reading a pipe would never end.
    if (statSync(file).isFile()) return readFileSync(file, 'utf8');
  } catch (error) {
    fail('kubeconfig-unreadable', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  return fail('kubeconfig-unreadable', `${file} is not a file`);
}

function parsed(text: string): File {
  const file = yamlOf(text) ?? {};
  const isList = (value: unknown) => (value ?? undefined) === undefined || Array.isArray(value);
  const { contexts, clusters } = file as File;
  if (typeof file === 'object' && isList(contexts) && isList(clusters)) return file;
  return fail('kubeconfig-unreadable', '`contexts` and `clusters` of the kubeconfig must be lists');
}

function yamlOf(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return fail('kubeconfig-unreadable', 'the kubeconfig is not valid YAML');
  }
}

/** Whether two addresses are equal. Default ports, a slash at the end, and upper and lower case make no difference. */
function isSame(one: string, another: string): boolean {
  const address = (text: string) => {
    if (!URL.canParse(text)) return undefined;
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
  };
  return address(one) !== undefined && address(one) === address(another);
}

/** Throws an error that Pulumi shows without a stack. */
function fail(code: string, message: string): never {
  throw new pulumi.RunError(`error ${code}: ${message}`);
}
