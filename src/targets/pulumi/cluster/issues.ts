import { issueError, TowpathError } from '../../../diagnostics';
import { type Environment, locateIn } from '../../../environments/environment';

const howToName = [
  'add `cluster: { context: … }` to the environment, or set the cluster of this stack with',
  '`pulumi config set kubernetes:context NAME`, or pass a provider to the component;',
  '`kubectl config get-contexts` lists the contexts',
].join(' ');

/**
 * The error for an environment that names no cluster. The current context may lead to any cluster, so nothing is
 * written there.
 */
export function clusterNotNamed(environment: Environment): TowpathError {
  const { name } = environment;
  const message = `neither the environment \`${name}\` nor the configuration of the Pulumi stack sets a cluster`;
  return issueError('cluster-not-named', message, { hint: howToName, ...placeIn(environment) });
}

/**
 * Runs a check of the cluster, and adds the line of the environment to its issues.
 *
 * @param by the place that sets the cluster besides the environment; undefined if only the kubeconfig does
 */
export function aboutCluster<T>(environment: Environment, by: string | undefined, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const place = placeIn(environment);
    throw new TowpathError(
      error.issues.map((issue) => ({
        ...issue,
        message: by ? `${issue.message} (set by ${by})` : issue.message,
        ...place,
      })),
    );
  }
}

/** The line of the environment file that sets the cluster. */
function placeIn(environment: Environment) {
  const location = locateIn(environment, ['cluster']);
  return { path: 'cluster', ...(location && { location }) };
}
