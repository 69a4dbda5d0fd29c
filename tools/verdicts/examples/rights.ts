import { example, selector, specified } from './example';

const rbac = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

const rules = [{ apiGroups: ['', 'apps'], resources: ['pods', 'pods/log'], verbs: ['get', '*'], resourceNames: ['a'] }];
const subjects = [
  { kind: 'ServiceAccount', name: 'a', namespace: 'default' },
  { kind: 'User', name: 'a', apiGroup },
  { kind: 'Group', name: 'system:masters', apiGroup },
];

/** A request for a certificate of a client, by a key that nobody kept. */
const request = [
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlHTE1EOENBUUF3RERFS01BZ0dBMVVFQXd3QllUQXFNQVVHQXl0',
  'bGNBTWhBQk5qOW5vczI5eXUybFhEZHBuUQpmb2xBTGlTMkF3bjExQ0NmUnVxOUpuemNvQUF3QlFZREsyVndBMEVBWXFQcm13d1Zq',
  'UzRKM29Kd2g4cVJRLzgwCjhRNUpPL2w2alZyYVZnb0dXUlQwY2o2bHV5NFpYMWxQMVVqZGFZN2RWYmpKenQxVzFLN1g5eThWWjB1',
  'NkJBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==',
].join('');

export const rightExamples = [
  example(rbac, 'Role', { rules }),
  example(rbac, 'ClusterRole', {
    rules: [...rules, { nonResourceURLs: ['/healthz', '/metrics/*'], verbs: ['get'] }],
    aggregationRule: { clusterRoleSelectors: [selector] },
  }),
  example(rbac, 'RoleBinding', { roleRef: { apiGroup, kind: 'Role', name: 'a' }, subjects }),
  example(rbac, 'ClusterRoleBinding', { roleRef: { apiGroup, kind: 'ClusterRole', name: 'a' }, subjects }),
  example('v1', 'ServiceAccount', {
    ...{ automountServiceAccountToken: false, imagePullSecrets: [{ name: 'a' }] },
    secrets: [
      {
        ...{ name: 'a', namespace: 'default', kind: 'Secret', apiVersion: 'v1' },
        ...{ fieldPath: 'a', resourceVersion: '1', uid: 'a' },
      },
    ],
  }),
  specified('certificates.k8s.io/v1', 'CertificateSigningRequest', {
    ...{ request, signerName: 'example.org/signer', usages: ['digital signature', 'client auth'] },
    expirationSeconds: 3600,
  }),
];
