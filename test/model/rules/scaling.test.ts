import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const requests = { resources: { requests: { cpu: '1', memory: '1Gi' } } };
const budget = 'set exactly one of minAvailable and maxUnavailable';

it.each(
  reported([
    ['a budget of nothing', 'worker', { disruption: {} }, 'error invalid-value disruption', budget],
    [
      'a budget of two kinds',
      'store',
      { disruption: { minAvailable: 1, maxUnavailable: 1 } },
      'error invalid-value disruption',
      budget,
    ],
    [
      'more pods at least than at most',
      'worker',
      { ...requests, autoscaling: { min: 3, max: 2 } },
      'error invalid-value autoscaling.max',
    ],
    [
      'CPU that is measured because nothing else is said, and not requested',
      'worker',
      { autoscaling: { max: 2 } },
      'warning autoscaling-without-request autoscaling',
      'set `resources: { requests: { cpu: … } }`',
    ],
    [
      'memory that is measured and not requested',
      'service',
      { autoscaling: { max: 2, memory: 70 }, resources: { requests: { cpu: '1' } } },
      'warning autoscaling-without-request autoscaling.memory',
      'set `resources: { requests: { memory: … } }`',
    ],
    ['a partition of a Deployment', 'worker', { rollout: { partition: 1 } }, 'error invalid-value rollout.partition'],
    [
      'onDelete of a Deployment',
      'store',
      { rollout: { strategy: 'onDelete' } },
      'error invalid-value rollout.strategy',
    ],
    [
      'a surge of a StatefulSet',
      'store',
      { workload: 'statefulSet', rollout: { maxSurge: 1 } },
      'error invalid-value rollout.maxSurge',
    ],
    [
      'a deadline of a StatefulSet',
      'store',
      { workload: 'statefulSet', rollout: { progressDeadlineSeconds: 1 } },
      'error invalid-value rollout.progressDeadlineSeconds',
    ],
    [
      'recreate of a StatefulSet',
      'store',
      { workload: 'statefulSet', rollout: { strategy: 'recreate' } },
      'error invalid-value rollout.strategy',
    ],
    [
      'a count beside recreate',
      'worker',
      { rollout: { strategy: 'recreate', maxUnavailable: 1 } },
      'error invalid-value rollout.maxUnavailable',
    ],
  ]),
)('reports %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  ['as many pods at least as at most', 'worker', { ...requests, autoscaling: { min: 2, max: 2 } }],
  ['a limit, which is a request too', 'worker', { autoscaling: { max: 2 }, resources: { limits: { cpu: '1' } } }],
  ['memory alone', 'worker', { autoscaling: { max: 2, memory: 70 }, resources: { requests: { memory: '1Gi' } } }],
  ['counts of a rolling update', 'worker', { rollout: { strategy: 'rolling', maxSurge: 1, maxUnavailable: '25%' } }],
  [
    'a partition of a StatefulSet',
    'store',
    { workload: 'statefulSet', rollout: { partition: 1, strategy: 'rolling' } },
  ],
  ['a share that stays', 'worker', { disruption: { minAvailable: '50%' } }],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});
