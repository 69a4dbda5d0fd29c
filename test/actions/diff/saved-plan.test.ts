import { parsePlan } from '../../../src/actions/diff/parse-plan';
import { assertSamePlan } from '../../../src/actions/diff/same-plan';
import type { SavedPlan } from '../../../src/actions/diff/saved-plan';
import { failure, failureAt } from '../../helpers/outcome';

const plan = { version: 1, environment: 'dev', server: 'https://a.test', releases: { shop: 1 }, objects: [] } as const;

test.each([
  ['no JSON', 'nonsense'],
  ['a list', '[]'],
  ['another version', JSON.stringify({ ...plan, version: 2 })],
  ['an unknown field', JSON.stringify({ ...plan, run: 'rm -rf /' })],
  ['an object without a name', JSON.stringify({ ...plan, objects: [{}] })],
  ['a key that changes what objects inherit', '{"__proto__":{"version":1}}'],
  ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`],
])('a file with %s is not a saved plan', async (_, text) => {
  expect(await failure(async () => parsePlan('plan.json', text))).toMatchObject([{ code: 'plan-invalid' }]);
});

test('each wrong value of a file is told, with its line', async () => {
  const object = { application: 'shop', apiVersion: 'v1', kind: 'Service', name: 'web', change: 'added' };
  const { kind: _, ...nameless } = object;
  const wrong = { ...plan, server: 7, releases: { shop: 'x' }, objects: [object, { ...nameless, name: null }] };
  const text = `\uFEFF${JSON.stringify(wrong, null, 2)}`;
  expect(await failureAt(async () => parsePlan('plan.json', text))).toEqual([
    'plan-invalid plan.json:4:3',
    'plan-invalid plan.json:6:5',
    'plan-invalid plan.json:16:5',
    'plan-invalid plan.json:19:7',
  ]);
});

test('a file that ends too early is told with the place of its end', async () => {
  expect(await failureAt(async () => parsePlan('plan.json', '{\n  "version": 1,\n'))).toEqual([
    'plan-invalid plan.json:3:1',
  ]);
});

test('the wrong values of a hostile file are bounded', async () => {
  const objects = Array.from({ length: 1000 }, () => ({}));
  const issues = await failure(async () => parsePlan('plan.json', JSON.stringify({ ...plan, objects })));
  expect(issues).toHaveLength(21);
  expect(issues.at(-1)?.message).toContain('980 more values are wrong');
});

test('the differences of a hostile file are bounded', async () => {
  const objects = Array.from({ length: 1000 }, (_, index) => ({
    ...{
      application: 'shop',
      apiVersion: 'v1',
      kind: `${index}${'x'.repeat(10_000)}`,
      name: String(index),
      change: 'added',
    },
  }));
  const hostile = parsePlan('plan.json', JSON.stringify({ ...plan, objects }));
  const issues = (await failure(async () => assertSamePlan(hostile, plan as SavedPlan))) as readonly {
    message: string;
  }[];
  expect(issues).toHaveLength(21);
  for (const { message } of issues) expect(message.length).toBeLessThanOrEqual(300);
});
