/**
 * The names of the labels and annotations that towpath writes and reads.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export const nameLabel = 'app.kubernetes.io/name';
export const instanceLabel = 'app.kubernetes.io/instance';
export const versionLabel = 'app.kubernetes.io/version';
export const componentLabel = 'app.kubernetes.io/component';
export const partOfLabel = 'app.kubernetes.io/part-of';
export const managedByLabel = 'app.kubernetes.io/managed-by';

/** The value of the label `app.kubernetes.io/managed-by` on objects of towpath. */
export const managedByTowpath = 'towpath';

/** The label with the name of the environment. */
export const environmentLabel = 'towpath.dev/environment';

/** The label of a stored release, with its revision. */
export const releaseLabel = 'towpath.dev/release';

/** The label of a further ConfigMap with objects of a release, with its revision. */
export const pieceLabel = 'towpath.dev/release-piece';

/** The label of a stored hold, with a hash of its image and version. */
export const holdLabel = 'towpath.dev/hold';

/** The annotation of what towpath keeps for an application, with the name of the workspace that deployed it. */
export const workspaceAnnotation = 'towpath.dev/workspace';

/** The annotation of a stored release with the gates of its environment, as JSON. */
export const gatesAnnotation = 'towpath.dev/gates';

/** The annotation of a stored release with the environments that its environment promotes from, separated by commas. */
export const promotesFromAnnotation = 'towpath.dev/promotes-from';

/** The annotation of a stored release with the reason for which a closed gate was overridden. */
export const overrideAnnotation = 'towpath.dev/override';

/** The annotation of a stored release with the rules that its promotion broke, separated by commas. */
export const liftedRulesAnnotation = 'towpath.dev/promoted-despite';

/** The annotation of pods with a hash of the ConfigMaps that they use. A Compose service has a label of this name. */
export const configHashAnnotation = 'towpath.dev/config';
