import { formatPath } from '../../../src/diagnostics';
import { type Reported, reported, ruleIssues } from '../../helpers/rule-issues';

const onPods = (key: string, value: string, more: object = {}) => ({ podAnnotations: { [key]: value }, ...more });
const cost = 'controller.kubernetes.io/pod-deletion-cost';
const pod = 'seccomp.security.alpha.kubernetes.io/pod';
const container = 'container.seccomp.security.alpha.kubernetes.io/it';
const appArmor = 'container.apparmor.security.beta.kubernetes.io';
const ranges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const mode = 'service.kubernetes.io/topology-mode';
const hints = 'service.kubernetes.io/topology-aware-hints';
const none = { security: 'none' };
const onService = (value: string, more: object = {}) => ({ service: { annotations: { [ranges]: value } }, ...more });
const balanced = { expose: 'loadBalancer' };

const wrong = (kind: Reported[1], code: object, path: string, ...hint: [string?]): Reported =>
  [`${kind} ${JSON.stringify(code)}`, kind, code, `error invalid-value ${path}`, ...hint] as unknown as Reported;
const at = (key: string) => formatPath(['podAnnotations', key]);

it.each(
  reported([
    ...['', 'a', '+1', '007', '1.0', ' 1', '2147483648', '-2147483649'].map((value) =>
      wrong('worker', onPods(cost, value), at(cost)),
    ),
    ...['', 'a', 'localhost//a', 'localhost/../a'].flatMap((value) => [
      wrong('worker', onPods(pod, value, none), at(pod)),
      wrong('worker', onPods(container, value, none), at(container)),
    ]),
    wrong('worker', onPods(container, 'unconfined'), at(container), 'remove the annotation, and set `seccompProfile`'),
    wrong(
      'worker',
      onPods(pod, 'unconfined', { ...none, podSecurity: { seccompProfile: 'RuntimeDefault' } }),
      at(pod),
      'remove the annotation, and set `seccompProfile`',
    ),
    wrong(
      'worker',
      onPods(container, 'localhost/b', { ...none, seccompProfile: { localhost: 'a' } }),
      at(container),
      'remove the annotation, and set `seccompProfile`',
    ),
    wrong('worker', onPods(`${appArmor}/id`, 'unconfined', none), at(`${appArmor}/id`), 'did you mean `it`?'),
    wrong('worker', onPods(`${appArmor}/it`, 'docker/default', none), at(`${appArmor}/it`)),
    wrong(
      'worker',
      onPods('scheduler.alpha.kubernetes.io/tolerations', '[]'),
      at('scheduler.alpha.kubernetes.io/tolerations'),
      'set `placement.tolerations`',
    ),
    wrong('service', onService('10.0.0.0/8'), formatPath(['service', 'annotations', ranges]), 'remove the annotation'),
    wrong('service', { annotations: { [ranges]: '' } }, formatPath(['annotations', ranges]), 'remove the annotation'),
    ...['a', '10.0.0.1/8', '10.0.0.0/8,', '010.0.0.0/8'].map((value) =>
      wrong(
        'service',
        onService(value, balanced),
        formatPath(['service', 'annotations', ranges]),
        'remove the annotation, and set `service.loadBalancerSourceRanges` in the environment',
      ),
    ),
    wrong(
      'service',
      { service: { annotations: { [mode]: 'Auto', [hints]: 'auto' } } },
      formatPath(['service', 'annotations', hints]),
      'remove the annotation',
    ),
    wrong(
      'service',
      { services: { more: { annotations: { [ranges]: '10.0.0.0/8' } } } },
      formatPath(['services', 'more', 'annotations', ranges]),
      'remove the annotation',
    ),
  ]),
)('refuses what the server reads and refuses: %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[Reported[1], object]>([
  ['worker', onPods(cost, '-2147483648')],
  ['worker', onPods(cost, '-0')],
  ['worker', onPods(pod, 'localhost/a/b', none)],
  ['worker', onPods(container, 'docker/default')],
  ['worker', onPods(`${appArmor}/it`, 'localhost/a b')],
  ['worker', onPods('example.org/pod-deletion-cost', 'a')],
  ['service', onService('10.0.0.0/8, ::/0', balanced)],
  ['service', onService(' ', balanced)],
  ['service', { service: { annotations: { [mode]: 'Auto', [hints]: 'Auto' } } }],
])('takes what the server takes: %s %j', (kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});

it('refuses a class of an Ingress that differs from its annotation', () => {
  const code = { route: { annotations: { 'kubernetes.io/ingress.class': 'a' } } };
  const issuesOf = (name: string) =>
    ruleIssues('service', { code, overlay: { route: { hosts: ['a.b'], class: name } } });
  expect(issuesOf('b')).toEqual([
    [
      `error invalid-value ${formatPath(['route', 'annotations', 'kubernetes.io/ingress.class'])}`,
      'remove the annotation',
    ],
  ]);
  expect(issuesOf('a')).toEqual([]);
});

it.each(['job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid'])(
  'refuses the label %s of pods of jobs, which Kubernetes sets',
  (key) => {
    const code = { podLabels: { [key]: 'a' } };
    for (const kind of ['job', 'schedule'] as const) {
      expect(ruleIssues(kind, { code })).toEqual([
        [expect.stringContaining('error reserved-label'), 'use another key'],
      ]);
    }
    expect(ruleIssues('worker', { code })).toEqual([]);
  },
);
