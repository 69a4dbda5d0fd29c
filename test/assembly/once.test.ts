import { ScheduleFlow, WorkerFlow } from '../../src';
import { validate } from '../../src/actions/validate/validate';
import { type Issue, TowpathError } from '../../src/diagnostics';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const Shop = define((app) => {
  new ScheduleFlow(app, 's', { image: app.image('api', 'example/api'), user: 1, schedule: '0 1 * * *' });
  new WorkerFlow(app, 'w', { image: app.image('api2', 'example/api'), user: 1 });
});

/** The issues of a workspace whose environment gives these lines to the flow `s`. */
async function issuesOf(...lines: readonly string[]): Promise<readonly Issue[]> {
  const flow = lines.map((line) => `        ${line}\n`).join('');
  return issuesIn(`namespace: x\napps:\n  shop:\n    tag: v1\n    flows:\n      s:\n${flow}`);
}

/** The issues of a workspace with the text of an environment. */
async function issuesIn(text: string): Promise<readonly Issue[]> {
  const root = folderWith({ 'environments/dev.yaml': text });
  const { issues } = await validate({ root, applications: { shop: Shop } }).catch((error: unknown) => {
    if (TowpathError.is(error)) return error;
    throw error;
  });
  return issues;
}

it.each([
  'schedule: */5 * * * *',
  'schedule: * * * * *',
  'schedule: @daily',
  'schedule: x',
  'schedule: [1]',
  'schedule: a: b',
  'schedule: !x y',
  'schedule: *name',
  'replicas: 03',
  'user: 0x1F',
  'schedle: x',
  'suspend: maybe',
  'tag: a b',
  'env: { A: [1] }',
  'resources: { requests: { cpu: many } }',
  'timeZone: { a: b }',
])('%s is one error at its line', async (line) => {
  expect((await issuesOf(line)).map(({ severity, location }) => [severity, location?.line])).toEqual([['error', 7]]);
});

it('two wrong values are two errors', async () => {
  const issues = await issuesOf('schedule: x', 'suspend: maybe');
  expect(issues.map(({ path }) => path).sort()).toEqual(['apps.shop.flows.s.schedule', 'apps.shop.flows.s.suspend']);
});

it('no message shows the words of a parser or of a schema library', async () => {
  for (const line of ['schedule: *', 'schedule: a: b', 'route: { paths: [api] }', 'schedule: - a', 'a: [b', '- x'])
    for (const { message } of await issuesOf(line))
      expect(message).not.toMatch(
        /Invalid (string|input|key)|Unexpected|compact|flow (sequence|map)|block-|too (small|big)/i,
      );
});

const long = 'x'.repeat(70);

it.each([
  ['A_b', 'shop'],
  [long, 'shop'],
  ['x', 'A_b'],
  ['x', long],
])(
  'a namespace %s and an instance %s, one of which is wrong, are one issue and not one of each object',
  async (namespace, instance) => {
    const issues = await issuesIn(`namespace: ${namespace}\napps:\n  shop:\n    tag: v1\n    instance: ${instance}\n`);
    expect(issues.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  },
);

it.each(['tag: v1 x', 'tag: "a:b"', 'digest: abc'])(
  'a wrong version is told once, and not again as a label: %s',
  async (pin) => {
    const issues = await issuesIn(`namespace: x\napps:\n  shop:\n    ${pin}\n`);
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([`invalid-value apps.shop.${pin.split(':')[0]}`]);
  },
);

it('a line with a wrong indentation is at most one error of YAML, and hides what comes after it', async () => {
  const lines = [
    'namespace: x',
    'apps:',
    '  shop:',
    '    tag: v1',
    '    flows:',
    '      s:',
    '        user: 2',
    '      w:',
    '        user: 3',
  ];
  for (const [at, line] of lines.entries()) {
    const content = line.trimStart();
    const own = line.length - content.length;
    for (const indentation of ['\t', ...[-3, -2, -1, 1, 2, 3].map((by) => ' '.repeat(Math.max(0, own + by)))]) {
      const found = await issuesIn(`${lines.with(at, indentation + content).join('\n')}\n`);
      const errors = found.filter(({ severity }) => severity === 'error');
      const [syntax, ...more] = errors.filter(({ code }) => code === 'yaml-syntax');
      const after = errors.filter(
        (one) => one !== syntax && (one.location?.line ?? 0) >= (syntax?.location?.line ?? 99),
      );
      expect([indentation + content, more, after]).toEqual([indentation + content, [], []]);
    }
  }
});
