import { createColors } from 'picocolors';
import { groupedIssues } from '../../src/cli/grouped-issues';
import { progressView } from '../../src/cli/progress-view';
import { roundedDuration, totalsText } from '../../src/cli/totals';
import { errorIssue, TowpathError } from '../../src/diagnostics';
import type { ObjectProgress } from '../../src/release/readiness/awaited-object';

const progress = (name: string, state: ObjectProgress['readiness']['state']) =>
  ({
    type: 'waiting',
    application: 'shop',
    progress: { application: 'shop', kind: 'Deployment', name, readiness: { state, message: `${name} is ${state}` } },
  }) as const;

/** The lines of a deploy that waits for so many objects, of which the last one fails. */
function linesFor(number: number): string[] {
  const lines: string[] = [];
  const show = progressView({ err: (text) => lines.push(text), paint: createColors(false) });
  const names = Array.from({ length: number }, (_, index) => `flow-${index}`);
  for (const name of names) show(progress(name, 'progressing'));
  for (const name of names.slice(0, -1)) show(progress(name, 'ready'));
  show(progress(names.at(-1) as string, 'failed'));
  return lines;
}

test('the progress of a few objects has a line for each change', () => {
  expect(linesFor(3)).toHaveLength(6);
});

test('the progress of 150 objects is a few totals and each failure', () => {
  const lines = linesFor(150);
  expect(lines.length).toBeLessThan(40);
  expect(lines).toContain('75 of 150 objects ready');
  expect(lines.at(-1)).toContain('flow-149 is failed');
});

test('objects with the same problem share one message', () => {
  const issues = Array.from({ length: 150 }, (_, index) =>
    errorIssue('cluster-refused', `Deployment/shop-${index}: the policy says no`),
  );
  const other = errorIssue('cluster-refused', 'Deployment/shop-0: something else');
  expect(groupedIssues([...issues, other]).map(({ message }) => message)).toEqual([
    'Deployment/shop-0, Deployment/shop-1, Deployment/shop-2, Deployment/shop-3, Deployment/shop-4, 145 more: the policy says no',
    'Deployment/shop-0: something else',
  ]);
});

test('an error names an equal problem once', () => {
  const issue = errorIssue('cluster-unreachable', 'nobody answers');
  expect(new TowpathError([issue, { ...issue }]).issues).toEqual([issue]);
});

test.each([
  [850, '850ms'],
  [12_000, '12s'],
  [72_000, '1m12s'],
  [3_780_000, '1h3m'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(roundedDuration(milliseconds)).toBe(text);
});

test('the totals count what was done', () => {
  const object = (action: 'create' | 'pruned') => ({ apiVersion: 'v1', kind: 'Service', name: 'a', action });
  const result = { application: 'shop', state: 'deployed', notApplied: [], workloads: [] } as const;
  const applied = [object('create'), object('create'), object('pruned')];
  expect(totalsText([{ ...result, applied }], 2000)).toBe('2 created, 1 pruned in 2s');
  expect(totalsText([{ ...result, applied: [] }], 2000)).toBe('no changes in 2s');
});
