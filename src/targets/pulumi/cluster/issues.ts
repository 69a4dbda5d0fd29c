import { TowpathError } from '../../../diagnostics';
import { type Environment, locateIn } from '../../../environments/environment';

const howToName = [
  'add `cluster: { context: … }` to the environment, or name a cluster for this stack:',
  'pulumi config set kubernetes:context NAME',
  'or give the component a provider; `kubectl config get-contexts` shows the names',
].join('\n');

/** The issue if nobody names a cluster. The current context may be any cluster, so nothing is written to it. */
export function clusterNotNamed(environment: Environment): TowpathError {
  const { name } = environment;
  const message = `neither the environment ${name} nor the configuration of the stack says which cluster it lives in`;
  return new TowpathError([
    { code: 'cluster-not-named', severity: 'error', message, hint: howToName, ...placeIn(environment) },
  ]);
}

/**
 * Runs a check of the cluster, and adds the line of the environment to its issues.
 *
 * @param by who names the cluster if the environment does not; undefined if only the kubeconfig does
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
        message: by ? `${issue.message} (by ${by})` : issue.message,
        ...place,
      })),
    );
  }
}

/** The line on which an environment names its cluster. */
function placeIn(environment: Environment) {
  const location = locateIn(environment, ['cluster']);
  return { path: 'cluster', ...(location && { location }) };
}
