import { containers } from './containers';
import type { Limit, Limits } from './limit';
import { general } from './metadata';
import { network } from './network';
import { pods } from './pods';
import { volumes } from './volumes';
import { workloads } from './workloads';

const limits: Limits = { ...general, ...containers, ...volumes, ...pods, ...workloads, ...network };

/**
 * What an API server demands of a built-in type beyond the types of its fields. The OpenAPI document of Kubernetes does
 * not contain this. Its source is k8s.io/kubernetes/pkg/apis, and test/verdicts compares it with a server.
 *
 * @param definition such as `api.core.v1.Container`
 */
export function limitOf(definition: string): Limit | undefined {
  return limits[definition];
}
