/**
 * The lists that a server merges entry by entry, with the fields that tell one entry from another: those that
 * Kubernetes' schema marks with `x-kubernetes-list-type: map`. By definition and field.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/swagger.json
 */
export const listKeys = {
  'api.core.v1.Container': {
    env: ['name'],
    ports: ['containerPort', 'protocol'],
    volumeDevices: ['devicePath'],
    volumeMounts: ['mountPath'],
  },
  'api.core.v1.PodSpec': {
    containers: ['name'],
    ephemeralContainers: ['name'],
    hostAliases: ['ip'],
    imagePullSecrets: ['name'],
    initContainers: ['name'],
    resourceClaims: ['name'],
    schedulingGates: ['name'],
    topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    volumes: ['name'],
  },
  'api.core.v1.ServiceSpec': { ports: ['port', 'protocol'] },
  'apimachinery.pkg.apis.meta.v1.ObjectMeta': { ownerReferences: ['uid'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** A key that an entry leaves out counts as if it had this value: the schema's default. */
export const keyDefaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** Maps that a server replaces as a whole: `x-kubernetes-map-type: atomic`, of a definition or of one of its fields. */
export const atomicMaps: readonly string[] = [
  'api.core.v1.ConfigMapKeySelector',
  'api.core.v1.LocalObjectReference',
  'api.core.v1.NodeSelector',
  'api.core.v1.NodeSelectorTerm',
  'api.core.v1.ObjectFieldSelector',
  'api.core.v1.ObjectReference',
  'api.core.v1.PodSpec nodeSelector',
  'api.core.v1.ResourceFieldSelector',
  'api.core.v1.SecretKeySelector',
  'api.core.v1.ServiceSpec selector',
  'api.core.v1.TypedLocalObjectReference',
  'api.networking.v1.ServiceBackendPort',
  'apimachinery.pkg.apis.meta.v1.LabelSelector',
  'apimachinery.pkg.apis.meta.v1.OwnerReference',
];
