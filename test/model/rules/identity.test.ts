import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const rules = [{ resources: ['pods'], verbs: ['get'] }];
const numeric = 'set the numeric id of the user that the process runs as, such as `user: 1000`';
const elsewhere = 'set them where the account is created, or remove `existing`';

it.each(
  reported([
    ['an image whose user nobody knows', 'worker', { user: undefined }, 'warning user-unknown user', numeric],
    [
      'a sidecar with an image of its own and no user',
      'job',
      { sidecars: { proxy: { image: 'b:1' } } },
      'warning user-unknown sidecars.proxy.user',
      numeric,
    ],
    [
      'an init container with an image of its own and no user',
      'job',
      { init: { first: { image: 'b:1' } } },
      'warning user-unknown init.first.user',
      numeric,
    ],
    [
      'annotations on an account that is there',
      'service',
      { serviceAccount: { existing: 'robot', annotations: { a: 'b' } } },
      'error invalid-value serviceAccount.existing',
      elsewhere,
    ],
    [
      'rules for an account that is there',
      'schedule',
      { serviceAccount: { existing: 'robot', rules } },
      'error invalid-value serviceAccount.existing',
      elsewhere,
    ],
    [
      'rules that no token can use',
      'worker',
      { serviceAccount: { rules } },
      'warning rules-without-token serviceAccount.rules',
      'set `serviceAccountToken: true`',
    ],
  ]),
)('reports %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  [
    'a container that runs the image of the flow, under its user',
    'worker',
    { sidecars: { proxy: {} }, init: { first: {} } },
  ],
  ['no user where the pods are not "restricted"', 'worker', { user: undefined, security: 'baseline' }],
  ['rules with a token', 'worker', { serviceAccount: { rules }, serviceAccountToken: true }],
  ['rules where the cluster decides of the token', 'worker', { serviceAccount: { rules }, serviceAccountToken: null }],
  ['an account that is there', 'job', { serviceAccount: { existing: 'robot' } }],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});
