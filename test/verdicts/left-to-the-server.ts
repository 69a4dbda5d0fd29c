import type { Change } from '../../tools/verdicts/changes';
import type { Purpose } from './refused-on-purpose';

/** What the check of objects leaves to the API server. The rules of flows refuse these values where towpath writes them. */
export const leftToTheServer: readonly Purpose[] = [
  {
    subjects: ['job-counts', 'failure-rule'],
    reason: 'Conditions over the numbers of an indexed Job, and over rules for failures, are those of flows alone.',
  },
  {
    subjects: ['extended-name'],
    reason: 'Huge pages need CPU or memory beside them, and a size that the nodes have.',
    covers: (value) => String(value).startsWith('hugepages-'),
  },
  {
    subjects: ['extended-amount'],
    reason: 'Kubernetes counts devices with 64 bits.',
    covers: (value) => /^\d{20,}$|Ei$/.test(String(value)),
  },
  {
    subjects: ['divisor'],
    reason: 'The server compares some of the signed numbers and exponents as texts.',
    covers: (value) => /^[+-]|e-/.test(String(value)),
  },
  {
    subjects: ['name-servers'],
    reason: 'An option without a name changes nothing.',
    covers: (value) => 'options' in (value as object),
  },
  {
    subjects: ['annotation-key'],
    reason: 'Kubelets set this annotation for pods from files.',
    covers: (value) => value === 'kubernetes.io/config.mirror',
  },
  {
    subjects: [
      ...['kind-validating-webhook-configuration', 'kind-mutating-webhook-configuration'],
      ...['kind-validating-admission-policy', 'kind-mutating-admission-policy'],
    ],
    reason: 'Only the API server compiles expressions of CEL.',
    covers: (value) => /expression$/i.test(String((value as Change).at.at(-1))),
  },
  {
    subjects: ['kind-custom-resource-definition'],
    reason: 'Only the API server compiles rules of CEL, and knows the fields that they can name.',
    covers: (value) => (value as Change).at.includes('x-kubernetes-validations'),
  },
];
