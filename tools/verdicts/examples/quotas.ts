import { specified } from './example';

const quota = (spec: Readonly<Record<string, unknown>>) => specified('v1', 'ResourceQuota', spec);
const chosen = (scopeName: string, operator: string, values?: readonly string[]) => ({
  matchExpressions: [{ scopeName, operator, ...(values && { values }) }],
});

export const quotaExamples = [
  quota({
    hard: { pods: '10', 'requests.cpu': '2', 'limits.memory': '2Gi', 'count/jobs.batch': '5', 'example.org/a': '1' },
  }),
  quota({ hard: { pods: '10', cpu: '2' }, scopes: ['Terminating', 'NotBestEffort'] }),
  quota({ hard: { pods: '10' }, scopeSelector: chosen('PriorityClass', 'In', ['a', 'b']) }),
  quota({ hard: { pods: '10' }, scopeSelector: chosen('BestEffort', 'Exists') }),
  ...[
    'Terminating',
    'NotTerminating',
    'BestEffort',
    'NotBestEffort',
    'PriorityClass',
    'VolumeAttributesClass',
    'CrossNamespacePodAffinity',
  ].map((scope) =>
    // With resources that the scope is about.
    quota({
      hard: scope === 'VolumeAttributesClass' ? { persistentvolumeclaims: '1' } : { pods: '10' },
      scopeSelector: chosen(scope, 'Exists'),
    }),
  ),
  specified('v1', 'LimitRange', {
    limits: [
      {
        ...{ type: 'Container', max: { cpu: '2', memory: '2Gi' }, min: { cpu: '100m', memory: '1Mi' } },
        ...{ default: { cpu: '1', memory: '1Gi' }, defaultRequest: { cpu: '500m', memory: '1Mi' } },
        maxLimitRequestRatio: { cpu: '4' },
      },
      { type: 'Pod', max: { cpu: '2' }, min: { cpu: '1' }, maxLimitRequestRatio: { memory: '2' } },
      { type: 'PersistentVolumeClaim', max: { storage: '1Gi' }, min: { storage: '1Mi' } },
      {
        type: 'example.org/a',
        max: { 'example.org/b': '1' },
        default: { 'example.org/b': '1' },
        defaultRequest: { 'example.org/b': '1' },
      },
    ],
  }),
];
