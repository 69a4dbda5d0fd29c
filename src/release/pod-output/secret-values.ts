import type { Cluster } from '../../cluster/cluster';
import { isMap } from '../../data/merge';
import type { NamedSecret } from './named-secrets';

/**
 * The values of Secrets in the cluster. A Secret that does not exist has none.
 *
 * @throws ApiFailure 403 if the account may not read one of them
 */
export async function secretValues(cluster: Cluster, secrets: readonly NamedSecret[]): Promise<string[]> {
  const found = await Promise.all(
    secrets.map((secret) => cluster.get({ apiVersion: 'v1', kind: 'Secret', ...secret })),
  );
  return found.flatMap((secret) =>
    isMap(secret?.data) ? Object.values(secret.data).map((value) => decoded(String(value))) : [],
  );
}

function decoded(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}
