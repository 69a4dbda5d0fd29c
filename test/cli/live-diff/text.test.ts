import { asJson } from '../../../src/cli/live-diff/as-json';
import { isUnchanged, summaryLine, summaryOf } from '../../../src/cli/live-diff/summary';
import { liveText } from '../../../src/cli/live-diff/text';
import { unifiedDiff } from '../../../src/cli/live-diff/unified';
import { configMap, content, plain } from './objects';

const objects = [
  configMap({
    name: 'c',
    change: 'changed',
    before: content('a=b'),
    after: content('a=c'),
    writtenBy: ['Helm'],
    conflicts: [
      { field: 'data.a', manager: 'helm', tool: 'Helm' },
      { field: 'data.b', manager: 'kubectl-edit' },
    ],
  }),
  configMap({ name: 'k', change: 'kept', keeps: 'it holds data' }),
  configMap({ name: 'p', change: 'pruned', before: content('a=b') }),
  configMap({ name: 'r', change: 'rerun' }),
  configMap({ name: 'a', change: 'added', after: content('a=b') }),
];
const text = liveText(objects, ({ name }) => [`body of ${name}`], plain);

test('added, changed, pruned and kept objects and conflicts are separate sections in this order', () => {
  const order = [...text.matchAll(/ConfigMap\/(\w)/g)].map(([, name]) => name);
  expect(order).toEqual(['a', 'c', 'r', 'p', 'k', 'c']);
});

test('pruned and kept objects are listed without fields', () => {
  expect([...text.matchAll(/body of (\w)/g)].map(([, name]) => name)).toEqual(['a', 'c', 'r']);
});

test('a conflict names its field, its owner, and the option that takes the field over', () => {
  const lineOf = (field: string) => text.split('\n').find((line) => line.trimStart().startsWith(field));
  expect(lineOf('data.a')).toMatch(/Helm \(helm\).*--take-ownership/);
  expect(lineOf('data.b')).toMatch(/kubectl-edit.*--force-conflicts/);
});

test('the tool that deployed an object is named beside it', () => {
  const [, note] = text.slice(text.indexOf('ConfigMap/c')).split('\n');
  expect(note).toContain('Helm');
});

test('a refused object is shown with its reasons and differing fields, and without lines that are removed', () => {
  const fields = [{ path: 'data.a', from: 'x', to: 'y' }];
  const refused = configMap({ change: 'refused', reasons: ['it is\nimmutable'], fields });
  const shown = liveText([refused], unifiedDiff, plain);
  expect(shown.split('\n')).toEqual([
    'Refused',
    '! shop ConfigMap/shop',
    '    it is\\nimmutable',
    '    data.a: x → y',
    '',
    '1 refused',
  ]);
});

const none = { added: 0, changed: 0, rerun: 0, pruned: 0, kept: 0, refused: 0, conflicts: 0 };

test('the summary counts conflicting fields, and leaves out zero counts', () => {
  expect(summaryOf({ objects })).toEqual({ ...none, added: 1, changed: 1, rerun: 1, pruned: 1, kept: 1, conflicts: 2 });
  expect(summaryLine({ ...none, added: 2, changed: 3, pruned: 1, conflicts: 1 })).toBe(
    '2 added, 3 changed, 1 pruned, 1 conflict',
  );
  expect(text.endsWith(`\n\n${summaryLine(summaryOf({ objects }))}`)).toBe(true);
});

test('a kept object does not count as a change', () => {
  expect(isUnchanged({ objects: objects.filter(({ change }) => change === 'kept') })).toBe(true);
  expect(isUnchanged({ objects })).toBe(false);
});

test('JSON contains the changed fields, and not the whole objects', () => {
  const cluster = { context: 'prod', server: 'https://cluster.example' };
  const json = asJson({ environment: 'prod', cluster, objects, issues: [], warnings: [] });
  expect(json).toMatchObject({ environment: 'prod', cluster, summary: { added: 1 }, issues: [] });
  expect(JSON.stringify(json)).not.toMatch(/"before"|"after"|"metadata"/);
});
