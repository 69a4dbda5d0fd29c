import { isMap } from '../../../../data/merge';
import {
  all,
  between,
  each,
  type Fields,
  fields,
  keys,
  type Limit,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import { lonePod } from './pods';
import { configKey, labelName, objectName, serviceName } from './texts';

const upTo = (length: number) => textThat((name) => name.length <= length, `a name of at most ${length} characters`);
const segment = textThat((name) => !/[/%]/.test(name) && name !== '.' && name !== '..', 'a name without `/` and `%`');

/** The names that objects of a kind can have, where these are not any subdomain. */
const special: Readonly<Record<string, Limit>> = {
  'v1 Namespace': labelName,
  'v1 Service': serviceName,
  'apps/v1 StatefulSet': labelName,
  'batch/v1 CronJob': all(objectName, upTo(52)),
  'batch/v1 Job': all(objectName, upTo(63)),
  'rbac.authorization.k8s.io/v1 Role': segment,
  'rbac.authorization.k8s.io/v1 RoleBinding': segment,
  'rbac.authorization.k8s.io/v1 ClusterRole': segment,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': segment,
};

/** Kinds whose names are subdomains. Names of other kinds are left to the API server. */
const subdomains = new Set([
  ...['v1 ConfigMap', 'v1 Secret', 'v1 ServiceAccount', 'v1 PersistentVolumeClaim', 'v1 PersistentVolume', 'v1 Pod'],
  ...['apps/v1 Deployment', 'apps/v1 DaemonSet', 'apps/v1 ReplicaSet', 'autoscaling/v2 HorizontalPodAutoscaler'],
  ...['policy/v1 PodDisruptionBudget', 'networking.k8s.io/v1 Ingress', 'networking.k8s.io/v1 NetworkPolicy'],
  ...['networking.k8s.io/v1 IngressClass', 'storage.k8s.io/v1 StorageClass', 'scheduling.k8s.io/v1 PriorityClass'],
]);

const keysDiffer = together(({ data, binaryData }, say) => {
  if (!isMap(data) || !isMap(binaryData)) return;
  for (const key of Object.keys(binaryData)) {
    if (Object.hasOwn(data, key)) say('another key, because `data` has it too', ['binaryData', key]);
  }
});

const rolesOnly = together(({ rules }, say) => {
  for (const [index, rule] of stepsOf(rules)) {
    const { nonResourceURLs } = (rule ?? {}) as Fields;
    if (Array.isArray(nonResourceURLs) && nonResourceURLs.length > 0) {
      say('no value, because the rules of a Role are about the objects of its namespace', [
        ...['rules', index, 'nonResourceURLs'],
      ]);
    }
  }
});

const binding = fields({
  roleRef: all(needs('kind', 'name'), fields({ kind: oneOf('Role', 'ClusterRole') })),
  subjects: each(all(needs('kind', 'name'), fields({ kind: oneOf('ServiceAccount', 'User', 'Group') }))),
});

/** What kinds have beside their names. */
const contents: Readonly<Record<string, Limit>> = {
  'v1 ConfigMap': all(fields({ data: keys(configKey), binaryData: keys(configKey) }), keysDiffer),
  'v1 Secret': fields({ data: keys(configKey), stringData: keys(configKey) }),
  'v1 Pod': lonePod,
  'rbac.authorization.k8s.io/v1 Role': rolesOnly,
  'rbac.authorization.k8s.io/v1 RoleBinding': binding,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': binding,
  'storage.k8s.io/v1 StorageClass': needs('provisioner'),
  'scheduling.k8s.io/v1 PriorityClass': fields({ value: between(-(2 ** 31), 1_000_000_000) }),
};

/**
 * What an API server demands of the objects of a kind, beside what it demands of the types in them.
 *
 * @param kind `apiVersion kind`, such as `apps/v1 Deployment`
 */
export function limitOfKind(kind: string): Limit | undefined {
  const name = special[kind] ?? (subdomains.has(kind) ? objectName : undefined);
  if (!name) return undefined;
  const named = fields({ metadata: fields({ name: all(name, notEmpty('a name')) }) });
  const content = contents[kind];
  return content ? all(named, content) : named;
}
