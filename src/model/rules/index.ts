import type { WorkloadSpec } from '../flow-spec';
import { containersDiffer, orderNamesContainers, waitingHasImage } from './containers';
import { exposureFits } from './exposure';
import { accountFits, usersAreKnown } from './identity';
import { jobsFit } from './jobs';
import { objectAnnotationsFit } from './object-annotations';
import { placementFits } from './placement';
import { podAnnotationsAreRead } from './pod-annotations';
import { annotationsAreSmall, namesAreFound } from './pods';
import { portsAreFree, portsAreReached, portsAreThere } from './ports';
import { probesAndHooks } from './probes';
import { filesAreGivenOnce } from './projections';
import { amountsFit } from './resources';
import { pathsAreClean, routesFitOpenShift, routesLeadSomewhere } from './routes';
import type { Rule, RuleViolation } from './rule';
import { rolloutFits, scalingFits } from './scaling';
import { privilegesFit } from './security';
import { servicesFit } from './services';
import { textsAreMeant } from './texts';
import { valuesAreMeant } from './unusual';
import { fieldsExist } from './variables';
import { claimsAreNamedOnce, disksFitReplicas, mountsLeadSomewhere, volumesHaveOneSource } from './volumes';

const rules: readonly Rule[] = [
  containersDiffer,
  orderNamesContainers,
  waitingHasImage,
  amountsFit,
  fieldsExist,
  placementFits,
  privilegesFit,
  annotationsAreSmall,
  podAnnotationsAreRead,
  objectAnnotationsFit,
  pathsAreClean,
  portsAreThere,
  portsAreFree,
  portsAreReached,
  probesAndHooks,
  volumesHaveOneSource,
  filesAreGivenOnce,
  claimsAreNamedOnce,
  mountsLeadSomewhere,
  disksFitReplicas,
  scalingFits,
  rolloutFits,
  exposureFits,
  servicesFit,
  namesAreFound,
  routesLeadSomewhere,
  routesFitOpenShift,
  jobsFit,
  accountFits,
  usersAreKnown,
  valuesAreMeant,
  textsAreMeant,
];

/** Checks a spec with all rules that concern several properties. */
export function ruleViolations(spec: WorkloadSpec): RuleViolation[] {
  return rules.flatMap((rule) => rule(spec));
}
