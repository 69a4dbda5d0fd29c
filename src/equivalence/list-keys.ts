/**
 * The lists that an API server merges entry by entry, and the fields that identify an entry, by definition and field. The
 * schema of Kubernetes marks these lists with `x-kubernetes-list-type: map`.
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

/** The values of keys that an entry does not set, from the defaults of the schema. */
export const keyDefaults: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

/** Maps that an API server replaces as a whole, by definition or field. The schema marks them with `x-kubernetes-map-type: atomic`. */
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
