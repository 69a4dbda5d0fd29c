import '../targets/kubernetes/object-builder';

export type { KubernetesObject } from '../assembly/application-assembly';
export { type ConformanceOptions, conformanceViolations } from './conformance';
export { differencesBetween, imageOf, objectOf, podOf, restrictionsBroken } from './facts';
export { matchers } from './matchers';
export { type SynthesizedApplication, type SynthesizeOptions, synthesize } from './synthesize';
