import { example, selector, specified } from './example';

const group = 'admissionregistration.k8s.io/v1';

const rule = {
  ...{ operations: ['CREATE', 'UPDATE'], apiGroups: ['', 'apps'], apiVersions: ['v1'] },
  ...{ resources: ['pods', 'deployments/scale'], scope: 'Namespaced' },
};
const condition = { name: 'a', expression: 'true' };

const webhook = (clientConfig: object) => ({
  ...{ name: 'a.example.org', clientConfig, rules: [rule], failurePolicy: 'Fail', matchPolicy: 'Equivalent' },
  ...{ sideEffects: 'None', timeoutSeconds: 5, admissionReviewVersions: ['v1', 'v1beta1'] },
  ...{ namespaceSelector: selector, objectSelector: selector, matchConditions: [condition] },
});

const service = { service: { name: 'a', namespace: 'a', path: '/a/b', port: 443 }, caBundle: '' };
const address = { url: 'https://a.example.org/a' };

const named = {
  ...{ operations: ['CREATE'], apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] },
  ...{ scope: '*', resourceNames: ['a'] },
};
const matchResources = {
  ...{ namespaceSelector: selector, objectSelector: selector, matchPolicy: 'Exact' },
  ...{ resourceRules: [named], excludeResourceRules: [{ ...named, resources: ['deployments/status'] }] },
};
const paramRef = { name: 'a', namespace: 'a', parameterNotFoundAction: 'Allow' };

export const admissionExamples = [
  example(group, 'ValidatingWebhookConfiguration', {
    webhooks: [webhook(service), { ...webhook(address), name: 'b.example.org' }],
  }),
  example(group, 'MutatingWebhookConfiguration', {
    webhooks: [
      { ...webhook(service), reinvocationPolicy: 'Never' },
      { ...webhook(address), name: 'b.example.org' },
    ],
  }),
  specified(group, 'ValidatingAdmissionPolicy', {
    ...{ failurePolicy: 'Fail', paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, matchConstraints: matchResources },
    matchConditions: [condition],
    validations: [
      { expression: 'object.spec.replicas > 1', message: 'a', messageExpression: "'a'", reason: 'Invalid' },
    ],
    variables: [{ name: 'a', expression: '1' }],
    auditAnnotations: [{ key: 'a', valueExpression: "'a'" }],
  }),
  specified(group, 'ValidatingAdmissionPolicyBinding', {
    ...{ policyName: 'a', paramRef, matchResources, validationActions: ['Deny', 'Audit'] },
  }),
  specified(group, 'ValidatingAdmissionPolicyBinding', {
    policyName: 'a',
    paramRef: { selector, parameterNotFoundAction: 'Deny' },
    validationActions: ['Warn'],
  }),
  specified(group, 'MutatingAdmissionPolicy', {
    ...{ failurePolicy: 'Fail', paramKind: { apiVersion: 'v1', kind: 'ConfigMap' }, matchConstraints: matchResources },
    ...{ matchConditions: [condition], variables: [{ name: 'a', expression: '1' }], reinvocationPolicy: 'Never' },
    mutations: [
      { patchType: 'ApplyConfiguration', applyConfiguration: { expression: 'Object{}' } },
      { patchType: 'JSONPatch', jsonPatch: { expression: '[JSONPatch{op: "add", path: "/a", value: "a"}]' } },
    ],
  }),
  specified(group, 'MutatingAdmissionPolicyBinding', { policyName: 'a', paramRef, matchResources }),
];
