import { failureText, takeBackOf } from '../../src/cli/deploy-failure';
import type { ApplyResult } from '../../src/release/apply/apply-result';

const object = (kind: string, name: string) => ({ apiVersion: 'v1', kind, name, action: 'update' }) as const;
const failed: ApplyResult = {
  application: 'shop',
  state: 'failed',
  previous: 4,
  applied: [object('Deployment', 'shop-api'), object('ConfigMap', 'shop')],
  notApplied: [object('Deployment', 'shop-web')],
  workloads: [{ flow: 'api', version: 'v2', kind: 'Deployment', name: 'shop-api', isReady: false }],
};
const call = { environment: 'prod' };

test('a failed deploy ends with what was applied, what was not, what runs, and the way back', () => {
  expect(failureText([failed], call).split('\n')).toEqual([
    'shop: failed after 2 of 3 changes',
    '  applied: Deployment/shop-api, ConfigMap/shop',
    '  not applied: Deployment/shop-web',
    '  runs the new version: api v2 (Deployment/shop-api, not ready)',
    '  take it back with: towpath rollback -e prod shop --to 4',
    '  or run the same command again to make the other 1',
  ]);
});

test('a list of objects is cut, and an object that was deleted is marked', () => {
  const applied = Array.from({ length: 150 }, (_, index) => ({
    ...object('Service', `s${index}`),
    ...(index === 0 && { action: 'pruned' as const }),
  }));
  const text = failureText([{ ...failed, applied }], call);
  expect(text).toContain('  applied: Service/s0 (deleted), Service/s1,');
  expect(text).toContain('Service/s9, 140 more\n');
});

test.each<[string, Partial<ApplyResult>, object, string | undefined]>([
  ['the earlier release', {}, {}, 'towpath rollback -e prod shop --to 4'],
  ['nothing that was applied', { applied: [] }, {}, undefined],
  [
    'the same cluster',
    {},
    { context: 'a b', kubeconfig: "it's" },
    "towpath rollback -e prod shop --to 4 --context 'a b' --kubeconfig 'it'\\''s'",
  ],
])('the command that takes a deploy back restores %s', (_, result, more, command) => {
  expect(takeBackOf({ ...failed, ...result }, { ...call, ...more })).toBe(command);
});

test('the command that takes a first deploy back deletes the application', () => {
  const { previous: _, ...first } = failed;
  expect(takeBackOf(first, call)).toBe('towpath delete -e prod shop');
});

test('names from outside do not control the terminal', () => {
  const text = failureText([{ ...failed, applied: [object('ConfigMap', 'a\u001b[2J\n::error::x')] }], call);
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^::/m);
});
