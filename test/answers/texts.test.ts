import { join } from 'node:path';
import { parsePlan } from '../../src/actions/diff/parse-plan';
import { composeDocument } from '../../src/adoption/compose/document';
import { readObjects } from '../../src/adoption/read-objects';
import { readKubeconfig } from '../../src/cluster/kubeconfig/read';
import { TowpathError } from '../../src/diagnostics';
import { composeCommands } from '../../src/source/manifests/compose';
import { dockerfileCommands } from '../../src/source/manifests/dockerfile';
import { prefectYaml } from '../../src/source/manifests/prefect-yaml';
import { procfileCommands } from '../../src/source/manifests/procfile';
import { projectScripts } from '../../src/source/manifests/pyproject';
import { setupScripts } from '../../src/source/manifests/setup-cfg';
import { composeServices } from '../../src/source/setup/read-compose';
import { imageSetup } from '../../src/source/setup/read-dockerfile';
import { manifestFolders } from '../../src/source/setup/read-manifests';
import { requiredBacking } from '../../src/source/setup/read-requirements';
import { settingsIn } from '../../src/source/setup/read-settings';
import { stackSettings } from '../../src/targets/pulumi/files/stack-settings';
import { readCrdFolder } from '../../src/workspace/crd-folder';
import { folderWith } from '../helpers/files';

const aliases = Array.from({ length: 12 }, (_, level) => {
  const inner = level === 0 ? 'x' : Array.from({ length: 12 }, () => `*a${level - 1}`).join(', ');
  return `a${level}: &a${level} [${inner}]`;
});

/** Texts that no program writes, each in place of a whole file. */
const texts: Readonly<Record<string, string>> = {
  nothing: '',
  'a byte order mark': '\ufeff',
  'a comment': '# nothing\n',
  null: 'null\n',
  'a text': 'some text\n',
  'a list': '- a\n- b: 1\n',
  'several documents': 'a: 1\n---\nb: 2\n---\n- c\n',
  'deep lists': '['.repeat(20_000),
  'deep maps': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  'deep blocks': Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
  'deep lists in a map': `config: ${'['.repeat(20_000)}`,
  'aliases that multiply each other': `${aliases.join('\n')}\nb: *a11\n`,
  'an alias of nothing': 'a: *nothing\n',
  'an alias of itself': 'a: &a { b: *a }\n',
  'an alias of itself, many times': 'a: &a [*a, *a, *a, *a, *a, *a]\n',
  'more aliases than anybody writes': `a: &a 1\nb: [${'*a, '.repeat(6000)}]\n`,
  'aliases in a chain': Array.from({ length: 600 }, (_, at) => `a${at}: &a${at} [${at ? `*a${at - 1}` : ''}]\n`).join(
    '',
  ),
  'a key that is a map': '? { a: 1 }\n: b\n',
  'tags of other programs': 'a: !!python/object:os.system x\nb: !secret y\n',
  'a merge conflict': '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main\n',
  'tabs and NUL': '\ta:\t\0\n\0',
  'a long line': `a: ${'x'.repeat(1_000_000)}\n`,
  'half of JSON': '{"version": 1, "config": {"a": ',
  'wrong types': 'services: 7\ndeployments: [7]\nconfig: [a]\nproject: { scripts: 7 }\nkind: []\napiVersion: {}\n',
};

/** What reads a file that towpath did not write, and gets its text. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'a kubeconfig': (text) => readKubeconfig(join(folderWith({ kubeconfig: text }), 'kubeconfig')),
  'a saved plan': (text) => parsePlan('plan.json', text),
  'objects to adopt': (text) => readObjects(text, 'a.yaml'),
  'a Compose file to adopt': (text) => composeDocument('compose.yaml', text),
  'a Compose file in the source': (text) => [composeCommands('compose.yaml', text), composeServices('a.yaml', text)],
  'a prefect.yaml': (text) => prefectYaml('prefect.yaml', text),
  'a Dockerfile': (text) => [dockerfileCommands('Dockerfile', text), imageSetup('Dockerfile', text)],
  'a Procfile': (text) => procfileCommands('Procfile', text),
  'a pyproject.toml': (text) => [projectScripts('pyproject.toml', text), requiredBacking('pyproject.toml', text)],
  'a setup.cfg': (text) => [setupScripts('setup.cfg', text), requiredBacking('setup.cfg', text)],
  'settings in Python': (text) => settingsIn('settings.py', text),
  'manifests in the source': (text) => manifestFolders(new Map([['k8s/a.yaml', text]])),
  'the settings of a stack': (text) => stackSettings('Pulumi.dev.yaml', text, { a: 'b' }),
  'a CustomResourceDefinition': (text) => {
    const { kinds, issues } = readCrdFolder(folderWith({ 'crds/a.yaml': `${text}\n# example.org Thing` }), undefined);
    return [kinds.versionsOf('example.org', 'Thing'), issues];
  },
};

/** Texts that the readers of YAML accept. */
const accepted: Readonly<Record<string, string>> = {
  'a kubeconfig': `apiVersion: v1
kind: Config
current-context: dev
contexts:
- name: dev
  context:
    cluster: dev
    user: dev
clusters:
- name: dev
  cluster:
    server: https://example.org
users:
- name: dev
  user:
    token: t
`,
  'objects to adopt': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata:
    name: api
    labels:
      app: api
  spec:
    ports:
    - port: 80
`,
  'a Compose file to adopt': `services:
  api:
    image: example/api:v1
    environment:
      LEVEL: info
    ports:
    - 80:80
    healthcheck:
      test: [CMD, 'true']
volumes:
  data:
    driver: local
`,
  'a prefect.yaml': `name: shop
deployments:
- name: daily
  entrypoint: flows/daily.py:daily
  schedules:
  - cron: 0 0 * * *
    timezone: UTC
  work_pool:
    name: shop
`,
  'the settings of a stack': `config:
  towpath:environment: dev
  towpath:more:
    a: b
`,
  'a CustomResourceDefinition': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org
spec:
  group: example.org
  names:
    kind: Thing
    plural: things
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
`,
};
const loops = ['&loop { again: *loop }', '&loop [*loop, *loop]', '&loop { <<: *loop }', '*nothing'];

/** The text with each of its values in turn replaced by a loop of aliases. */
function withLoops(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const [, key, indent = ''] = /^((\s*)(?:- )?[\w:-]+:)(?: .*)?$/.exec(line) ?? [];
    if (key === undefined) return [];
    const deeper = new RegExp(`^(?:${indent} |${indent}- )`);
    const after = lines.slice(at + 1);
    const end = after.findIndex((below) => !deeper.test(below));
    return loops.map((loop) => [...lines.slice(0, at), `${key} ${loop}`, ...after.slice(end)].join('\n'));
  });
}

describe.each(Object.keys(accepted))('%s', (reader) => {
  test('is read, or is an error with a code, if any of its values contains itself', () => {
    const texts = withLoops(accepted[reader] ?? '');
    expect(texts.length).toBeGreaterThan(loops.length);
    for (const text of texts) expectCoded(reader, text);
  });
});

let warnings: jest.SpiedFunction<typeof process.emitWarning>;
beforeEach(() => {
  warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => warnings.mockRestore());

describe.each(Object.keys(readers))('%s', (reader) => {
  test.each(Object.keys(texts))('that holds %s is read, or is an error with a code', (name) => {
    expectCoded(reader, texts[name] ?? '');
  });
});

/** Expects that a text is read, or is refused by an error with a code, and that no package writes to the terminal. */
function expectCoded(reader: string, text: string): void {
  try {
    readers[reader]?.(text);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const messages = error.issues.map(({ message }) => message).join('\n');
    expect(messages).not.toMatch(/Invalid input|expected (?:string|object)|stack size|undefined/);
    expect(messages.length).toBeLessThan(2000);
  }
  expect(warnings).not.toHaveBeenCalled();
}

test('settings of a stack that cannot be read are not written again', () => {
  const config = { 'towpath:environment': 'dev' };
  expect(stackSettings('a', undefined, config)).toBe('config:\n  towpath:environment: dev\n');
  expect(stackSettings('a', 'config:\n', config)).toBe('config:\n  towpath:environment: dev\n');
  expect(stackSettings('a', 'encryptionsalt: x\n<<<<<<< HEAD\n', config)).toMatchObject({
    ...{ code: 'file-unreadable', location: { file: 'a', line: 2 } },
  });
});
