/*
 * The names of the labels and annotations of an ApplySet.
 * See https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune
 */

/** The label on every object of a set, with the id of the set. */
export const partOfSet = 'applyset.kubernetes.io/part-of';

/** The label of the parent of a set, with the id of the set. */
export const setIdLabel = 'applyset.kubernetes.io/id';

/** The annotation of the parent that names the tool to which the set belongs. */
export const toolingAnnotation = 'applyset.kubernetes.io/tooling';

/** The annotation in which the parent of a set lists the kinds of its objects: `Deployment.apps,Service`. */
export const groupKindsAnnotation = 'applyset.kubernetes.io/contains-group-kinds';

/** The annotation in which the parent of a set lists the other namespaces of its objects. */
export const additionalNamespacesAnnotation = 'applyset.kubernetes.io/additional-namespaces';

/**
 * The annotation in which towpath lists the kinds in each namespace: `shop/Service,other/ConfigMap`. The convention
 * lists kinds and namespaces apart, and an account need not have rights on each kind in each namespace. Only sets with
 * objects in other namespaces have it.
 */
export const kindsByNamespaceAnnotation = 'towpath.dev/kinds-by-namespace';
