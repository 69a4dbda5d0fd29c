import { steeper } from '../helpers/work';

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

/** Texts of so many pieces that are alike. Aliases are left out: the parser compares them with each other, and their number is limited. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  keys: (count) => lines(count, (i) => `k${i}: v\n`),
  'equal keys': (count) => lines(count, () => 'k: v\n'),
  'keys with tags': (count) => lines(count, (i) => `k${i}: !tag v\n`),
  'JSON keys': (count) => `{${lines(count, (i) => `"k${i}": 1, `)}"z": 1}`,
  items: (count) => lines(count, (i) => `- a${i}\n`),
  'items on a line': (count) => `a: [${lines(count, (i) => `a${i}, `)}]`,
  documents: (count) => lines(count, (i) => `---\na: ${i}\n`),
  anchors: (count) => lines(count, (i) => `k${i}: &a${i} v\n`),
  comments: (count) => lines(count, () => '# text\n'),
  'lines of a block': (count) => `a: |\n${lines(count, () => '  text\n')}`,
  'lines of a text': (count) => `a: text\n${lines(count, () => '  text\n')}`,
  errors: (count) => lines(count, () => 'a: b: c\n'),
  services: (count) =>
    `services:\n${lines(count, (i) => `  s${i}:\n    image: x\n    command: run\n    ports: [80]\n`)}`,
  deployments: (count) => `deployments:\n${lines(count, (i) => `- name: d${i}\n  entrypoint: a.py:f${i}\n`)}`,
  objects: (count) => lines(count, (i) => `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s${i}\n`),
  flows: (count) =>
    `namespace: a\napps:\n  shop:\n    flows:\n${lines(count, (i) => `      f${i}: { replicas: 2 }\n`)}`,
  users: (count) => `users:\n${lines(count, (i) => `- name: u${i}\n  user: { token: t }\n`)}`,
  scripts: (count) => `[project.scripts]\n${lines(count, (i) => `s${i} = "a:b"\n`)}`,
  tables: (count) => lines(count, (i) => `[t.a${i}]\nx = 1\n`),
  'entry points': (count) => `[options.entry_points]\nconsole_scripts =\n${lines(count, (i) => `  a${i} = b:c\n`)}`,
  instructions: (count) => lines(count, (i) => `ENV A${i}=$A${i - 1}\nRUN a${i} \\\n  b\n`),
  processes: (count) => lines(count, (i) => `w${i}: run $X\n`),
  'settings in Python': (count) => lines(count, (i) => `A${i} = os.environ["X${i}"]\n`),
  'a sum in Python': (count) => `x = ${lines(count, (i) => `a${i} + `)}1\n`,
};
const readers = [
  ...['kubeconfig', 'plan', 'objects', 'compose', 'prefect', 'dockerfile', 'procfile', 'pyproject', 'setup.cfg'],
  ...['settings', 'manifests', 'stack', 'crd', 'environment'],
];

test.each(readers)('the work of reading is in proportion to the text: %s', async (reader) => {
  const names = Object.keys(texts);
  const found = await steeper(
    'readers',
    64,
    names.map((name) => (count: number) => ({ reader, text: texts[name]?.(count) })),
  );
  expect(Object.fromEntries(names.map((name, index) => [name, found[index]]))).toEqual(
    Object.fromEntries(names.map((name) => [name, []])),
  );
});
