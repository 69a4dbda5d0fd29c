import { issueError, suggest, type TowpathError } from '../../diagnostics';
import { isHttpAddress, loginIn, withoutLogin } from './address';
import type { ClusterEntry, Kubeconfig, UserEntry } from './kubeconfig';

/** The cluster, the user and the namespace of a context. */
export interface SelectedCluster {
  readonly context: string;
  /** Its `server` is an address without a login, which belongs to the user. */
  readonly cluster: ClusterEntry;
  readonly user: UserEntry;
  /** The context's namespace. As with kubectl, objects without a namespace go there. */
  readonly namespace?: string;
}

/** The `cluster` of an environment. */
export interface ClusterClaim {
  readonly context?: string | null | undefined;
  readonly server?: string | null | undefined;
}

/**
 * The context for an environment's `cluster`: the one that it names, or the one that points to its server. Without
 * either, it is the requested context, else the current one, as with kubectl.
 *
 * @param asked the value of `--context`
 * @throws TowpathError `cluster-other` if the context points to another cluster than the environment's,
 *   `context-unknown`
 */
export function selectCluster(config: Kubeconfig, claim?: ClusterClaim | null, asked?: string): SelectedCluster {
  const target = contextNamed(config, claim?.context ?? asked ?? contextOf(config, claim?.server));
  if (asked !== undefined && asked !== target.context)
    throw other(
      `the environment is deployed to the context \`${claim?.context}\`, but the context \`${asked}\` was requested`,
    );
  const { server } = target.cluster;
  if (claim?.server && !isSameServer(claim.server, server))
    throw other(
      `the environment is deployed to the server ${withoutLogin(claim.server)}, but the context \`${target.context}\` points to ${server}`,
    );
  return target;
}

/** The context that points to a server: the current one if it does, else the only one. */
function contextOf(config: Kubeconfig, server: string | null | undefined): string {
  const current = config.currentContext;
  if (!server) {
    if (current) return current;
    throw unknown(
      'the kubeconfig has no current context',
      config,
      'run `kubectl config use-context NAME`, or set `--context` (with Pulumi: `kubernetes:context`)',
    );
  }
  const leading = [...config.contexts].filter(([, { cluster }]) =>
    isSameServer(config.clusters.get(cluster)?.server ?? '', server),
  );
  const names = leading.map(([name]) => name);
  if (current && names.includes(current)) return current;
  if (names.length === 1 && names[0] !== undefined) return names[0];
  const shown = withoutLogin(server);
  if (names.length === 0)
    throw other(`the environment is deployed to the server ${shown}, but no context in ${config.origin} points to it`);
  const hint = `set \`cluster: { context: ${names[0]} }\` in the environment, or set \`--context\` (with Pulumi: \`kubernetes:context\`)`;
  throw unknown(`several contexts point to ${shown}: ${names.join(', ')}`, config, hint);
}

const undefinedHint = 'define it in the kubeconfig, or use another context';

function contextNamed(config: Kubeconfig, name: string): SelectedCluster {
  const context = config.contexts.get(name);
  if (!context) {
    const hint = suggest(name, [...config.contexts.keys()]);
    throw unknown(`there is no context \`${name}\` in ${config.origin}`, config, hint);
  }
  const cluster = config.clusters.get(context.cluster);
  if (!cluster)
    throw unknown(
      `the context \`${name}\` uses the cluster \`${context.cluster}\`, which the kubeconfig does not define`,
      config,
      undefinedHint,
    );
  const user = context.user === '' ? {} : config.users.get(context.user);
  if (!user)
    throw unknown(
      `the context \`${name}\` uses the user \`${context.user}\`, which the kubeconfig does not define`,
      config,
      undefinedHint,
    );
  return {
    context: name,
    ...withLogin(cluster, user, name),
    ...(context.namespace && { namespace: context.namespace }),
  };
}

/** As with kubectl, a login in the server's address is preferred to the user's credentials. */
function withLogin(cluster: ClusterEntry, user: UserEntry, context: string): Pick<SelectedCluster, 'cluster' | 'user'> {
  const { server } = cluster;
  if (!isHttpAddress(server)) throw noAddress(context, cluster);
  const { token: _, tokenFile: __, exec: ___, ...others } = user;
  const login = loginIn(server);
  return { cluster: { ...cluster, server: withoutLogin(server) }, user: login ? { ...others, ...login } : user };
}

/** Whether two addresses are the same, apart from default ports, a slash at the end, and upper and lower case. */
export function isSameServer(one: string, another: string): boolean {
  const [a, b] = [address(one), address(another)];
  return a !== undefined && a === b;
}

function address(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname.replace(/(?<!\/)\/+$/, '')}`;
}

function other(message: string): TowpathError {
  const hint =
    'fix `cluster` in the environment file, or use a kubeconfig for that cluster; towpath writes to no other cluster';
  return issueError('cluster-other', message, { hint });
}

function noAddress(context: string, { place }: ClusterEntry): TowpathError {
  const message = `\`server\` of the context \`${context}\` is not a valid address`;
  const hint = 'set `server` in the kubeconfig to an address with a protocol, such as https://10.0.0.1:6443';
  return issueError('kubeconfig-unreadable', message, { hint, location: place?.locationOf('server') });
}

function unknown(message: string, { contexts }: Kubeconfig, hint?: string): TowpathError {
  const known =
    contexts.size === 0
      ? 'add a context to the kubeconfig, which has none'
      : `use one of the contexts ${[...contexts.keys()].slice(0, 12).join(', ')}`;
  return issueError('context-unknown', message, { hint: hint ?? known });
}
