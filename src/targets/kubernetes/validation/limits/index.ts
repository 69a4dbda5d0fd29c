import { admission } from './admission';
import { autoscaling } from './autoscaling';
import { classes } from './classes';
import { containers } from './containers';
import { definitions } from './definitions';
import { endpoints } from './endpoints';
import type { Limit, Limits } from './limit';
import { general } from './metadata';
import { network } from './network';
import { networkPolicies } from './network-policies';
import { persistentVolumes } from './persistent-volumes';
import { pods } from './pods';
import { quotas } from './quotas';
import { rights } from './rights';
import { selectors } from './selectors';
import { volumes } from './volumes';
import { workloads } from './workloads';

const limits: Limits = {
  ...{
    ...general,
    ...selectors,
    ...containers,
    ...volumes,
    ...persistentVolumes,
    ...pods,
    ...workloads,
    ...autoscaling,
  },
  ...{ ...network, ...networkPolicies, ...endpoints, ...rights, ...classes, ...quotas, ...admission, ...definitions },
};

/**
 * Returns the conditions that an API server sets for a built-in type beyond the types of its fields. The OpenAPI
 * document of Kubernetes does not contain them. They are taken from the source in k8s.io/kubernetes/pkg/apis, and
 * test/verdicts compares them with a server.
 *
 * @param definition such as `api.core.v1.Container`
 */
export function limitOf(definition: string): Limit | undefined {
  return limits[definition];
}
