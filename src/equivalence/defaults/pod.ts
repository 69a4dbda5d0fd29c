import { change, changeEach, type Fields, withDefaults, withoutEmpty } from '../fields';
import { metadata } from '../metadata';
import { resources } from '../quantity';
import { container } from './container';
import { volume } from './volume';

const lists = [
  'ephemeralContainers',
  'hostAliases',
  'imagePullSecrets',
  'initContainers',
  'nodeSelector',
  'readinessGates',
  'resourceClaims',
  'schedulingGates',
  'tolerations',
  'topologySpreadConstraints',
  'volumes',
];
const containers = ['containers', 'initContainers', 'ephemeralContainers'];

/** Adds the defaults of a pod, also to a pod template. */
export function pod(fields: Fields): Fields {
  return change(metadata(fields), 'spec', podSpec);
}

/**
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_PodSpec`, `SetDefaults_Pod`
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/conversion.go for the two names of the account
 */
function podSpec(written: Fields): Fields {
  let spec = withoutEmpty(written, lists);
  for (const key of containers) spec = changeEach(spec, key, container);
  if (spec.hostNetwork === true) for (const key of containers) spec = changeEach(spec, key, hostPorts);
  spec = resources(changeEach(spec, 'volumes', volume));
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  return withDefaults(spec, {
    ...(account === undefined ? {} : { serviceAccountName: account, serviceAccount: account }),
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    hostIPC: false,
    hostNetwork: false,
    hostPID: false,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
}

function hostPorts(fields: Fields): Fields {
  return changeEach(fields, 'ports', (port) => withDefaults(port, { hostPort: port.containerPort }));
}
