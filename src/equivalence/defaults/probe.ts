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

/** What a probe or a hook does. */
function handler(fields: Fields): Fields {
  const http = change(fields, 'httpGet', (get) => withDefaults(get, { path: '/', scheme: 'HTTP' }));
  return change(http, 'grpc', (call) => withDefaults(call, { service: '' }));
}

/** What is done when a container starts and ends. */
export function lifecycle(fields: Fields): Fields {
  return changeAll(fields, ['postStart', 'preStop'], handler);
}
