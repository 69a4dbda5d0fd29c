import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { LiveObject } from '../../src/cluster/cluster';

/** The answer to whoever asks what they may do, which is everything; undefined for what is no such question. */
export function reviewOf(object: KubernetesObject): LiveObject | undefined {
  if (object.kind !== 'SelfSubjectRulesReview') return undefined;
  const resourceRules = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
  return { ...object, status: { resourceRules } } as unknown as LiveObject;
}
