import { failureText } from '../../src/cli/deploy-failure';
import { takeBackOf, type WayBack } from '../../src/cli/take-back';
import { errorIssue } from '../../src/diagnostics';
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

const command = 'towpath rollback -e prod shop --to 4';

test('a failed deploy ends with what was applied, what was not, what runs, and the way back', () => {
  expect(failureText([failed], [{ command }]).split('\n')).toEqual([
    'shop: failed after 2 of 3 changes',
    '  applied: Deployment/shop-api, ConfigMap/shop',
    '  not applied: Deployment/shop-web',
    '  runs the new version: api v2 (Deployment/shop-api, not ready)',
    '  take it back with: towpath rollback -e prod shop --to 4',
    '  or run the same command again to make the other 1 change',
  ]);
});

test('a failed deploy that no command takes back says why', () => {
  const message = 'found 0; expected 1000';
  const issues = ['a', 'b', 'c', 'd', 'e'].map((path) => errorIssue('release-exceeds-rights', message, { path }));
  expect(failureText([failed], [{ issues }]).split('\n').slice(4)).toEqual([
    '  towpath cannot restore release 4:',
    ...['a', 'b', 'c'].map((path) => `    release-exceeds-rights: ${path}: ${message}`),
    '    2 more',
    '  deploy the earlier code to take it back',
    '  or run the same command again to make the other 1 change',
  ]);
});

test.each<[string, object, WayBack | undefined, string]>([
  ['and cannot be taken back', { applied: [] }, undefined, '  run the same command again to make 1 change'],
  ['and is first', { previous: undefined }, { issues: [] }, '  run the same command again to make the other 1 change'],
  [
    'and waited',
    { notApplied: [] },
    { command },
    '  or run the same command again to wait until the objects are ready',
  ],
])('the last line of a deploy that failed %s follows from the lines before', (_, result, way, last) => {
  expect(
    failureText([{ ...failed, ...result } as ApplyResult], [way])
      .split('\n')
      .at(-1),
  ).toBe(last);
});

test('an object that was not deleted yet is marked otherwise than a deleted one', () => {
  const pruned = { ...object('Service', 'old'), action: 'pruned' } as const;
  const text = failureText([{ ...failed, notApplied: [pruned] }], []);
  expect(text).toContain('  not applied: Service/old (to delete)\n');
});

test('a deploy that was taken back shows no command', () => {
  expect(failureText([failed], ['taken back'])).not.toContain('again');
});

test('a list of objects is cut, and an object that was deleted is marked', () => {
  const applied = Array.from({ length: 150 }, (_, index) => ({
    ...object('Service', `s${index}`),
    ...(index === 0 && { action: 'pruned' as const }),
  }));
  const text = failureText([{ ...failed, applied }], []);
  expect(text).toContain('  applied: Service/s0 (deleted), Service/s1,');
  expect(text).toContain('Service/s9, 140 more\n');
});

test.each<[string, Partial<ApplyResult>, object, string | undefined]>([
  ['the earlier release', {}, {}, 'towpath rollback -e prod shop --to 4'],
  ['the same folder', {}, { directory: 'a b' }, "towpath -C 'a b' rollback -e prod shop --to 4"],
  ['nothing that the terminal would change', {}, { context: 'a\u0007' }, undefined],
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
  const text = failureText([{ ...failed, applied: [object('ConfigMap', 'a\u001b[2J\n::error::x')] }], []);
  expect(text).not.toContain('\u001b');
  expect(text).not.toMatch(/^::/m);
});
