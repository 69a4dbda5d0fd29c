export { type CustomKinds, customKinds, firstOf } from './custom-kinds';
export type { ObjectViolation } from './object-violation';
export { type ValidationOptions, validateObject } from './validate-object';
export { type KubernetesVersion, kubernetesVersions } from './versions';
