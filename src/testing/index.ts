export type { KubernetesObject } from '../assembly/application-assembly';
export { differencesBetween, imageOf, objectOf, restrictionsBroken } from './facts';
export { matchers } from './matchers';
export { type SynthesizedApplication, type SynthesizeOptions, synthesize } from './synthesize';
