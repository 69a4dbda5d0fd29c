import { kubectl } from './kubectl';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'one-more' },
  spec: { containers: [{ name: 'main', image: 'example/app:v1' }] },
};

/**
 * Sets how many pods a namespace may have, and waits until the server admits one more pod, or refuses it. The admission
 * of the server knows a quota later than the quota's status does.
 */
export function limitPods(namespace: string, pods: number, admitsMore: boolean): void {
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few' }, spec: { hard: { pods } } };
  kubectl(['apply', '--namespace', namespace, '-f', '-'], JSON.stringify(quota));
  while (admits(namespace) !== admitsMore);
}

function admits(namespace: string): boolean {
  try {
    kubectl(['create', '--dry-run=server', '--namespace', namespace, '-f', '-'], JSON.stringify(pod));
    return true;
  } catch (error) {
    if (!String(error).includes('exceeded quota')) throw error;
    return false;
  }
}
