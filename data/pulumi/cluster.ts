import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';

/** What an environment says of its cluster: the name of a context, the address of the API server, or both. */
export interface Cluster {
  readonly context?: string;
  readonly server?: string;
}

const config = () => new pulumi.Config('kubernetes');

/**
 * The provider that leads to the cluster of an environment and to no other. Where the environment names no cluster,
 * the configuration of the stack has to name one, and Pulumi's default provider goes there: then the result is
 * undefined. Nothing goes to whatever context is current.
 */
export function clusterProvider(
  name: string,
  environment: string,
  { context, server }: Cluster,
  parent: pulumi.Resource,
): k8s.Provider | undefined {
  // YAML in a folder is written to no cluster.
  if (config().get('renderYamlToDirectory')) return undefined;
  if (context || server) return new k8s.Provider(name, providerArguments(chosenContext(context, server)), { parent });
  if (['context', 'cluster', 'kubeconfig'].some((key) => config().get(key))) return undefined;
  const names = `neither the environment ${environment} nor the configuration of the stack names a cluster`;
  return fail('cluster-not-named', `${names}; run \`pulumi config set kubernetes:context NAME\``);
}

/** The context that the environment names, else `kubernetes:context`, else the one that leads to the server. */
function chosenContext(context: string | undefined, server: string | undefined): string {
  const kubeconfig = readKubeconfig();
  const asked = config().get('context') || undefined;
  const found = context ?? asked ?? contextOf(kubeconfig, server ?? '');
  const override = config().get('cluster');
  const own = kubeconfig.contexts.get(found)?.cluster ?? '';
  const address = kubeconfig.servers.get(override || own);
  if (address === undefined) fail('context-unknown', `the kubeconfig has no context \`${found}\` with a cluster`);
  if (asked && asked !== found) {
    fail('cluster-other', `the environment lives in the context \`${found}\`, and kubernetes:context is \`${asked}\``);
  }
  const meant = [server, context && kubeconfig.servers.get(own)].filter((one) => typeof one === 'string');
  for (const one of meant) {
    if (isSame(one, address)) continue;
    fail('cluster-other', `the environment lives at ${one}, and the context \`${found}\` leads to ${address}`);
  }
  return found;
}

/** The context that leads to a server: the current one if it does, else the only one. */
function contextOf({ current, contexts, servers }: Kubeconfig, server: string): string {
  const cluster = config().get('cluster');
  const leading = [...contexts].filter(([, own]) => isSame(servers.get(cluster || own.cluster) ?? '', server));
  const names = leading.map(([name]) => name);
  if (names.includes(current)) return current;
  if (names.length === 0) fail('cluster-other', `the environment lives at ${server}, and no context leads there`);
  if (names.length > 1) {
    fail('context-unknown', `several contexts lead to ${server}: ${names.join(', ')}; say which by kubernetes:context`);
  }
  return names[0];
}

/** The settings of Kubernetes in the configuration of the stack hold for this provider, too. */
function providerArguments(context: string): k8s.ProviderArgs {
  const fromText = (text: string) => (/^(true|false|\{.*)$/s.test(text) ? JSON.parse(text) : text);
  const said = Object.entries(pulumi.runtime.allConfig())
    // The kubeconfig is text for the provider, and follows below.
    .filter(([key]) => key.startsWith('kubernetes:') && key !== 'kubernetes:kubeconfig')
    .map(([key, text]) => [key.slice('kubernetes:'.length), fromText(text)]);
  const own = { ...Object.fromEntries(said), context };
  if (config().get('kubeconfig')) return { ...own, kubeconfig: config().requireSecret('kubeconfig') };
  // The provider takes KUBECONFIG for one file. Told empty text, it reads several as kubectl does.
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
  const said = config()
    .get('kubeconfig')
    ?.replace(/^~(?=$|\/)/, homedir());
  const listed = process.env.KUBECONFIG?.split(delimiter).filter((file) => file !== '') ?? [];
  const usual = listed.length > 0 ? listed : [join(homedir(), '.kube', 'config')];
  const texts = said ? [existsSync(said) ? textOf(said) : said] : usual.filter((file) => existsSync(file)).map(textOf);
  const files = texts.map(parsed);
  // The first that names something decides it.
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

/** A kubeconfig as it stands, as far as it is needed here. An entry may lack everything. */
interface File {
  readonly contexts?: readonly ({ readonly name: string; readonly context?: { readonly cluster: string } } | null)[];
  readonly clusters?: readonly ({ readonly name: string; readonly cluster?: { readonly server?: string } } | null)[];
  readonly 'current-context'?: string;
}

function textOf(file: string): string {
  try {
    // A pipe that nobody fills would be read for ever.
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
  return fail('kubeconfig-unreadable', 'the kubeconfig does not hold lists of contexts and clusters');
}

function yamlOf(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return fail('kubeconfig-unreadable', 'the kubeconfig is no YAML');
  }
}

/** Whether two addresses are one: ports that go without saying, a slash at the end, upper and lower case. */
function isSame(one: string, another: string): boolean {
  const address = (text: string) => {
    if (!URL.canParse(text)) return undefined;
    const { protocol, host, pathname } = new URL(text);
    return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
  };
  return address(one) !== undefined && address(one) === address(another);
}

/** Pulumi shows this error as it stands, without a stack. */
function fail(code: string, message: string): never {
  throw new pulumi.RunError(`error ${code}: ${message}`);
}
