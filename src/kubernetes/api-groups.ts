/** The group of Roles and their bindings. */
export const rbacGroup = 'rbac.authorization.k8s.io';

/** The group of Leases. */
export const coordinationGroup = 'coordination.k8s.io';

/** The group of CustomResourceDefinitions. */
export const definitionsGroup = 'apiextensions.k8s.io';

/** The group of admission policies. */
export const admissionGroup = 'admissionregistration.k8s.io';
