import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const resources = (requests: object, limits: object = {}) => ({ resources: { requests, limits } });

it.each(
  reported([
    [
      'memory in thousandths of a byte',
      'worker',
      resources({ memory: '512m' }),
      'warning quantity-unusual resources.requests.memory',
      'write `512Mi` for mebibytes',
    ],
    [
      'memory in bytes',
      'worker',
      resources({}, { memory: '512' }),
      'warning quantity-unusual resources.limits.memory',
      'write `512Mi` for mebibytes',
    ],
    [
      'memory that no machine has',
      'worker',
      resources({ memory: '5Ei' }),
      'warning quantity-unusual resources.requests.memory',
      'write `Mi`, `Gi` or `Ti` after the number',
    ],
    [
      'mebibytes of CPU',
      'worker',
      resources({ cpu: '500Mi' }),
      'warning quantity-unusual resources.requests.cpu',
      'write `500m` for thousandths of a core',
    ],
    [
      'thousandths of a core without their suffix',
      'worker',
      resources({ cpu: '250' }),
      'warning quantity-unusual resources.requests.cpu',
      'write `250m` for thousandths of a core',
    ],
    [
      'less than a thousandth of a core',
      'worker',
      resources({ cpu: '0.5m' }),
      'warning quantity-unusual resources.requests.cpu',
      'write `1m`',
    ],
  ]),
)('reports %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[string, Kind, object]>([
  ['amounts that are equal in different units', 'worker', resources({ memory: '1Gi' }, { memory: '1024Mi' })],
  ['700m and 0.7', 'worker', resources({ cpu: '700m' }, { cpu: '0.7' })],
  ['64 cores', 'worker', resources({ cpu: '64' })],
  ['a request of nothing', 'worker', resources({ memory: '0' })],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});

it('a request of an environment above the limit in the code is an error that names both places', () => {
  const [issue, ...more] = ruleIssues('worker', {
    code: resources({}, { memory: '1Gi' }),
    overlay: { resources: { requests: { memory: '2Gi' } } },
  });
  expect(more).toEqual([]);
  expect(issue?.[0]).toBe('error invalid-value resources.requests.memory');
  expect(issue?.[1]).toMatch(
    /^lower the request or raise the limit; `resources\.limits\.memory` is set in .*rule-issues\.ts:\d+$/,
  );
});
