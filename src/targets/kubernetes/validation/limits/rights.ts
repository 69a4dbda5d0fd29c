import { isBase64 } from '../base64';
import {
  all,
  atLeast,
  below,
  each,
  type Fields,
  fields,
  isAbsent,
  isMet,
  type Limit,
  type Limits,
  missing,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
  unequal,
} from './limit';
import { labelName, objectName, pathSegment } from './texts';

const group = 'rbac.authorization.k8s.io';

const ruleIsAboutOneThing = together((rule, say) => {
  const { nonResourceURLs, apiGroups, resources } = rule;
  if (!isFilled(nonResourceURLs)) return needs('apiGroups', 'resources')({ apiGroups, resources }, say);
  const other = ['apiGroups', 'resources', 'resourceNames'].find((name) => isFilled(rule[name]));
  if (other) say(`no value, because the rule has \`${other}\` too`, ['nonResourceURLs']);
});

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

/** The rules of a Role or ClusterRole. */
export const role: Limit = together(({ rules }, say) => {
  for (const [index, rule] of stepsOf(rules)) {
    if (!isFilled((rule as Fields | null)?.nonResourceURLs)) continue;
    const place = ['rules', index, 'nonResourceURLs'];
    say('no value, because the rules of a Role are about the objects of its namespace', place);
  }
});

/** A user or a group as a subject has the API group of RBAC. A service account has no API group. */
const subjectHasGroup = together(({ kind, apiGroup }, say) => {
  if (kind === 'ServiceAccount' && !isAbsent(apiGroup)) say('no `apiGroup`, because `kind` is `ServiceAccount`');
  if ((kind === 'User' || kind === 'Group') && !isAbsent(apiGroup) && apiGroup !== group)
    say(`\`${group}\``, ['apiGroup']);
});

/** The binding of a role to subjects. */
export function binding(...roles: readonly string[]): Limit {
  const isEverywhere = !roles.includes('Role');
  const subject: Limit = together(({ kind, namespace }, say) => {
    if (kind === 'ServiceAccount' && isEverywhere && isAbsent(namespace)) say(missing, ['namespace']);
  });
  return fields({
    roleRef: all(needs('kind', 'name'), fields({ kind: oneOf(...roles), name: pathSegment, apiGroup: oneOf(group) })),
    subjects: each(subject),
  });
}

const signer = textThat((name) => {
  const [host = '', path = '', ...more] = name.split('/');
  const labels = host.split('.');
  return (
    more.length === 0 && labels.length > 1 && labels.every((label) => fits(labelName, label)) && fits(objectName, path)
  );
}, 'a name such as example.org/signer');

const fits = (limit: Limit, text: string) => text !== '' && isMet(limit, text);

const usages = [
  ...['any', 'cert sign', 'client auth', 'code signing', 'content commitment', 'crl sign', 'data encipherment'],
  ...['decipher only', 'digital signature', 'email protection', 'encipher only', 'ipsec end system', 'ipsec tunnel'],
  ...['ipsec user', 'key agreement', 'key encipherment', 'microsoft sgc', 'netscape sgc', 'ocsp signing', 's/mime'],
  ...['server auth', 'signing', 'timestamping'],
];

const request: Limit = (value, say) => {
  if (typeof value !== 'string') return;
  const text = isBase64(value) ? Buffer.from(value, 'base64').toString('latin1') : '';
  if (!/-----BEGIN (NEW )?CERTIFICATE REQUEST-----/.test(text)) say('a request in PEM, as base64');
};

/**
 * The conditions for rights and for requests for certificates. The content of such a request is not checked here,
 * because only the API server reads it.
 */
export const rights: Limits = {
  'api.certificates.v1.CertificateSigningRequestSpec': all(
    needs('request', 'signerName', 'usages'),
    fields({
      ...{ request, signerName: signer, expirationSeconds: atLeast(600) },
      usages: all(each(all(oneOf(...usages), notEmpty('a usage'))), unequal),
    }),
  ),
  'api.rbac.v1.PolicyRule': all(needs('verbs'), ruleIsAboutOneThing),
  'api.rbac.v1.AggregationRule': needs('clusterRoleSelectors'),
  'api.rbac.v1.Subject': all(
    needs('kind', 'name'),
    fields({ kind: oneOf('ServiceAccount', 'User', 'Group') }),
    together(({ kind, name }, say) => {
      if (kind === 'ServiceAccount') objectName(name, below(say, 'name'));
    }),
    subjectHasGroup,
  ),
};
