import { existsSync } from 'node:fs';
import { type EntryPlace, fileContent } from './content';
import type { Kubeconfig } from './kubeconfig';

const folder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The name of the context of a pod, which environments can use. */
const name = 'in-cluster';

const origin = 'the service account of this pod';
const place: EntryPlace = { owner: origin, locationOf: () => undefined };

/**
 * The service account of the pod that towpath runs in.
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api
 */
export function inCluster(env: NodeJS.ProcessEnv): Kubeconfig | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port || !existsSync(`${folder}/token`)) return undefined;
  const address = host.includes(':') ? `[${host}]` : host;
  const namespace = existsSync(`${folder}/namespace`)
    ? fileContent(`${folder}/namespace`, 'namespace', place)?.text.trim()
    : undefined;
  return {
    currentContext: name,
    contexts: new Map([[name, { cluster: name, user: name, namespace }]]),
    clusters: new Map([
      [
        name,
        {
          server: `https://${address}:${port}`,
          'certificate-authority': `${folder}/ca.crt`,
          'insecure-skip-tls-verify': false,
          place,
        },
      ],
    ]),
    users: new Map([[name, { tokenFile: `${folder}/token`, place }]]),
    origin,
  };
}
