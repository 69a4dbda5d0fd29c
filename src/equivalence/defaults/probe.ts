import { change, changeAll, type Fields, withDefaults } from '../fields';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_Probe` */
export function probe(fields: Fields): Fields {
  return withDefaults(handler(fields), {
    initialDelaySeconds: 0,
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
}

/** Adds the defaults of the action of a probe or a hook. */
function handler(fields: Fields): Fields {
  const http = change(fields, 'httpGet', (get) => withDefaults(get, { path: '/', scheme: 'HTTP' }));
  return change(http, 'grpc', (call) => withDefaults(call, { service: '' }));
}

/** Adds the defaults of the hooks of a container. */
export function lifecycle(fields: Fields): Fields {
  return changeAll(fields, ['postStart', 'preStop'], handler);
}
