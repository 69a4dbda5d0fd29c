import { isMap } from '../../../../data/merge';
import {
  all,
  between,
  each,
  type Fields,
  fields,
  isMet,
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

/**
 * The names that objects of a kind can have, where these are not any subdomain.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names
 */
const special: Readonly<Record<string, Limit>> = {
  'v1 Namespace': labelName,
  'v1 Service': serviceName,
  'v1 Event': segment,
  'events.k8s.io/v1 Event': segment,
  'apps/v1 StatefulSet': labelName,
  'batch/v1 CronJob': all(objectName, upTo(52)),
  'batch/v1 Job': all(objectName, upTo(63)),
  'policy/v1 PodDisruptionBudget': segment,
  'rbac.authorization.k8s.io/v1 Role': segment,
  'rbac.authorization.k8s.io/v1 RoleBinding': segment,
  'rbac.authorization.k8s.io/v1 ClusterRole': segment,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': segment,
};

/** Kinds whose names are left to the API server, because they have rules of their own or none. */
const free = new Set([
  ...['APIService', 'Binding', 'CertificateSigningRequest', 'ClusterTrustBundle', 'IPAddress'],
  ...['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectReview', 'SelfSubjectRulesReview'],
  ...['StorageVersion', 'SubjectAccessReview', 'TokenReview'],
]);

const keysDiffer = together(({ data, binaryData }, say) => {
  if (!isMap(data) || !isMap(binaryData)) return;
  for (const key of Object.keys(binaryData)) {
    if (Object.hasOwn(data, key)) say('another key, because `data` has it too', ['binaryData', key]);
  }
});

/** The keys of a Secret. A wrong one is not shown, because it may be a value in the wrong place. */
const hiddenKeys: Limit = (values, say) => {
  if (!isMet(keys(configKey), values)) say('keys of at most 253 letters, digits, `-`, `_` and `.`');
};

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
  'v1 Secret': fields({ data: hiddenKeys, stringData: hiddenKeys }),
  'v1 Pod': lonePod,
  'rbac.authorization.k8s.io/v1 Role': rolesOnly,
  'rbac.authorization.k8s.io/v1 RoleBinding': binding,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': binding,
  'storage.k8s.io/v1 StorageClass': needs('provisioner'),
  'scheduling.k8s.io/v1 PriorityClass': fields({ value: between(-(2 ** 31), 1_000_000_000) }),
};

/**
 * What an API server demands of the objects of a built-in kind, beside what it demands of the types in them.
 *
 * @param apiVersion such as `apps/v1`
 * @param kind such as `Deployment`
 */
export function limitOfKind(apiVersion: string, kind: string): Limit {
  const type = `${apiVersion} ${kind}`;
  const known = limits.get(type) ?? limitOf(type, kind);
  limits.set(type, known);
  return known;
}

/** The limits of the kinds that were asked for. */
const limits = new Map<string, Limit>();

function limitOf(type: string, kind: string): Limit {
  const name = special[type] ?? objectName;
  const named = free.has(kind) ? [] : [fields({ metadata: fields({ name: all(name, notEmpty('a name')) }) })];
  const content = contents[type];
  return all(...named, ...(content ? [content] : []));
}
