import type { DeclaredApplication, DeclaredFlow, ObjectName } from '../../applications/declared';
import { merge, withoutNulls } from '../../data/merge';
import { isWorkload } from '../../model/flow-spec';
import { ruleViolations } from '../../model/rules';
import { flowContext } from './build-flow';
import { builtFrom } from './built-objects';
import { flowObjects } from './flow-objects';
import type { Manifest } from './manifest';
import { podSecurityViolations } from './pod-security';
import { podTemplateOf } from './pod-template-of';

/**
 * Why a flow could not have a profile of the Pod Security Standards, in full phrases. Empty if setting the profile is all
 * there is to do. The flow is built with the profile in memory, with the overrides that it has, and nothing is kept.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function securityObstacles(
  application: DeclaredApplication,
  flow: DeclaredFlow,
  profile: 'baseline' | 'restricted',
): string[] {
  const { spec } = flow;
  if (!isWorkload(spec)) return [];
  const tightened = { ...spec, security: profile };
  const known = new Set(ruleViolations(spec).map(({ message }) => message));
  const broken = ruleViolations(tightened).map(({ message }) => message);
  const objects = Object.entries(flowObjects(flowContext(application, spec), tightened));
  const pods = objects.map(([name, planned]) => podTemplateOf(overridden(flow, name as ObjectName, planned)));
  return [
    ...broken.filter((message) => !known.has(message)),
    ...pods.flatMap((pod) => podSecurityViolations(profile, pod)),
  ];
}

function overridden(flow: DeclaredFlow, name: ObjectName, planned: Manifest): Manifest {
  const object = flow.object(name);
  return withoutNulls(merge(planned, object && builtFrom(object)?.override)) as Manifest;
}
