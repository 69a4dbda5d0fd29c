import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { program } from '../../src/cli/program';
import { codesIn, ended, startTowpath, towpath } from '../helpers/cli';
import { largeApplication } from '../helpers/large';
import { shopFiles, tree, workspaceWith } from '../helpers/workspace';
import { textOf } from '../project/repository';

const silent = {
  out: () => {},
  redraw: () => {},
  err: () => {},
  exit: () => {},
  width: 80,
  paint: {} as never,
  isInteractive: false,
  ask: async () => false,
};
const commands = program(silent).commands.map((command) => command.name());
// Without a pin, dev gives a warning.
const unpinned = { ...shopFiles, 'environments/dev.yaml': 'namespace: shop-dev\n' };

let root: string;
beforeAll(async () => {
  root = workspaceWith(unpinned);
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0 });
}, 120_000);

describe('a usage error', () => {
  test.each([
    ['without a command', []],
    ['with an unknown command', ['snyth']],
    ['with an unknown option', ['synth', '--frob']],
    ['with an argument too many', ['synth', 'prod']],
    ['with an invalid value of an option', ['synth', '--layout', 'pretty']],
    ['with an option without its value', ['synth', '--outdir']],
    ['with options that contradict each other', ['synth', '--check', '--stdout']],
    ['without a required option', ['pin', 'shop=v1']],
    ['with a misspelt command that asks for help', ['snyth', '--help']],
    ['with help about an unknown command', ['help', 'nosuch']],
  ])('%s exits with 2, and prints only on stderr', async (_, args) => {
    const { code, stdout, stderr } = await towpath(root, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/--help/);
    if (args.length > 0) expect(stderr).toMatch(/^error invalid-call: /);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

test.each([
  [['status', '-e', 'dev', 'prod'], '-e dev,prod'],
  [['synth', '--env', 'dev', 'tst', 'prod', '--stdout'], '-e dev,prod,tst'],
  [['deploy', '-e', 'dev', 'prod'], '`prod` is an environment'],
])('%j says that it takes several environments with commas, or only one', async (args, hint) => {
  const { code, stderr } = await towpath(root, args);
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
});

describe('a call with a fault of the user', () => {
  const one = 'one environment at a time';
  const hostile = '\u001b[31mred';
  test.each([
    [['pin', '-e', 'prod', 'shop=v1', 'shop/api=v2', 'shop=v3'], 'pin-twice'],
    [['pin', '-e', 'prod', `shop=${hostile}`], 'invalid-value'],
    [['pin', '-e', 'prod', 'shop=a\nb'], 'invalid-value'],
    [['pin', '-e', 'prod', '__proto__=v1'], 'unknown-application'],
    [['pin', '-e', 'dev', '-e', 'prod', 'shop=v1'], one],
    [['hold', '-e', 'dev,prod'], one],
    [['approve', '--env=dev,prod'], one],
    [['approve', '-e', hostile], 'unknown-environment'],
    [['hold', '-e', 'prod', 'shop', '--version', 'v1'], 'missing-value'],
    [['hold', '-e', 'prod', 'shop', '--version', hostile, '--why', 'x'], 'invalid-value'],
    [['hold', '-e', 'prod', 'shop', '--why', ''], '`--why` is empty'],
    [['hold', '-e', 'prod', '--commit'], 'missing-value'],
    [['hold', '-e', 'prod', '--kubeconfig', 'nosuch'], 'cluster-not-named'],
    [['rbac', '-e', 'prod', '--user', ''], '`--user` is empty'],
    [['rbac', '-e', 'prod', '--group', ''], '`--group` is empty'],
    [['rbac', '-e', 'prod', '--service-account', 'a:b:c'], 'invalid-name'],
    [['rbac', '-e', 'prod', '--service-account', hostile], 'invalid-name'],
    [['rbac', '-e', 'prod', '--service-account', ':'], 'account-unplaced'],
    [['rbac', '-e', 'prod', '--guard'], 'guard-incomplete'],
    [['rbac', '-e', 'prod', `shop/${hostile}`], 'unknown-flow'],
    [['portal', 'address', '-e', 'nosuch'], 'unknown-environment'],
    [['portal', 'address', '-e', '../../etc'], 'unknown-environment'],
    [['status', '--html', 'x'.repeat(300)], 'report-unwritable'],
    [['status', '--html', 'apps'], 'report-unwritable'],
    [['status', '--html', `${hostile}/x.html`], 'report-unwritable'],
    [['promote', 'prod', '--from', 'prod', '--pins'], 'promotion-source-unclear'],
    [['promote', 'prod', '--pins', '--branch', hostile], 'git-unavailable'],
    [['promote', 'prod', hostile, '--pins'], 'unknown-flow'],
    [['promote', 'dev', '--pins'], 'promotion-source-unclear'],
    [['history', '-e', 'nosuch', '--metrics'], 'unknown-environment'],
    [['history', '-e', 'prod', '--revision', '0'], 'the number of a release'],
    [['init', hostile], 'invalid-name'],
    [['adopt', 'adopted', 'tst=nosuch'], 'it does not exist'],
    [['adopt', 'adopted', 'tst=nosuch', '--set-from', 'nosuch'], 'it does not exist'],
    [['adopt', 'adopted', 'tst=apps', '--set', 'TAG'], 'adopt-value-unusable'],
    [['adopt', 'adopted', 'tst=apps', '--set-from', 'prd:x.env'], 'adopt-value-unusable'],
    [['adopt', 'adopted', `tst=cluster:x/${hostile}`], 'adopt-nothing'],
    [['adopt', 'adopted', `${hostile}=apps`], 'invalid-name'],
    [['gates', '-e', 'prod', '-C', 'nosuch'], 'not a folder'],
    [['help', 'snyth'], 'did you mean synth?'],
    [['synth', '--chek'], 'did you mean --check?'],
    // No cluster is asked before a name is refused that no cluster can know.
    [['hold', '-e', 'prod', 'shpo'], 'did you mean `shop`?'],
    [['hold', '-e', 'prod', 'nosuch/api', '--why', 'x'], 'unknown-flow'],
    [['hold', '-e', 'prod', 'nosuch', '--lift'], 'unknown-flow'],
    [['rollback', '-e', 'prod', 'shpo'], 'did you mean `shop`?'],
    [['rollback', '-e', 'prod', 'shpo/api', 'nosuch/wrk'], 'there is no application or flow `nosuch/wrk`'],
    [['promote', 'prod', 'nosuch'], 'unknown-flow'],
    [['delete', '-e', 'prod', 'shpo'], 'did you mean `shop`?'],
    [['delete', '-e', 'prod', 'nosuch', '-y'], 'this workspace has no application `nosuch`'],
    [['delete', '-e', 'prod', 'api'], '`shop/api` is a flow'],
    [['diff', '-e', 'prod', '--revision', '1..2', 'nosuch'], 'this workspace has no application `nosuch`'],
    [['history', '-e', 'prod', 'shpo', '--kubeconfig', 'nosuch'], 'did you mean `shop`?'],
    [['history', '-e', 'prod', 'shpo', '--revision', '3', '--kubeconfig', 'nosuch'], 'did you mean `shop`?'],
    [['adopt', 'adopted', 'tst=apps', '--set', 'TAG=v1', 'TAG=v2'], '`TAG` has two values'],
  ])('%j is refused with exit code 2 and says %s', async (args, words) => {
    const { code, stdout, stderr } = await towpath(root, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('\u001b');
    expect(stderr).not.toMatch(/\n {4}at |^failed|\bE[A-Z]{4,}\b|: not found/);
    const problems = stderr.match(/^error.*$/gm) ?? [];
    expect(problems.length).toBe(new Set(problems).size);
  });

  test.each([
    ['synth -o json'],
    ['flows --frob -o json'],
    ['flows --frob -ojson'],
    ['flow --output=json'],
    ['pin shop=v1 -o json'],
    ['help nosuch -o json'],
    ['hold -e dev,prod -o json'],
  ])('in the words themselves is JSON too where JSON was asked for: towpath %s', async (line) => {
    const { code, stdout } = await towpath(root, line.split(' '));
    expect({ code, found: JSON.parse(stdout) }).toMatchObject({
      code: 2,
      found: { issues: [{ code: 'invalid-call' }] },
    });
  });

  test.each([['approve'], ['hold'], ['gates'], ['history'], ['rbac'], ['promote', '--pins', '--to']])(
    'is JSON too where JSON was asked for: towpath %s',
    async (...words) => {
      const [command = '', ...options] = words;
      const environment = command === 'promote' ? ['nosuch'] : ['-e', 'nosuch'];
      const { code, stdout } = await towpath(root, [command, ...options, ...environment, '-o', 'json']);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({ issues: [{ severity: 'error' }] });
    },
  );

  test('gets no hint at commas from a command that works on one environment', async () => {
    expect((await towpath(root, ['gates', '-e', 'dev', 'prod'])).stderr).not.toContain('commas');
  });
});

// Node reads these options wherever they stand in a call, and with a file that is missing it ends before towpath starts.
test('no option has a name that Node takes for itself', () => {
  const names = program(silent).commands.flatMap(({ options }) => options.map(({ long }) => long));
  expect(names.filter((name) => /^--(env-file|experimental-)/.test(name ?? ''))).toEqual([]);
  expect(names).toContain('--set-from');
});

test.each(['-v', '--version'])('%s prints the version', async (flag) => {
  const { version } = JSON.parse(textOf('package.json') ?? '');
  expect(await towpath(root, [flag])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test.each(commands)('%s --help shows an example', async (command) => {
  const { code, stdout, stderr } = await towpath(root, [command, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`\n  $ towpath ${command}`);
});

test('all commands are tested here', () => {
  expect(commands).toEqual(expect.arrayContaining(['synth', 'validate', 'flows']));
});

describe('results', () => {
  test.each([['flows'], ['validate']])('of %s as JSON are the only text on stdout', async (command) => {
    const { code, stdout } = await towpath(root, [command, '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toBeInstanceOf(Array);
  });

  test('are separate from the log of an application and from warnings', async () => {
    const text = `console.log('loud');\nconsole.info('loud');\n${shopFiles['apps/shop.ts']}`;
    const loud = workspaceWith({ ...unpinned, 'apps/shop.ts': text });
    const flows = await towpath(loud, ['flows', '-o', 'json']);
    expect(JSON.parse(flows.stdout)).toHaveLength(2);
    expect(flows.stderr).toBe('loud\nloud\n');
    const stream = await towpath(loud, ['synth', '--stdout', '-e', 'dev']);
    expect(parseAllDocuments(stream.stdout).map((document) => document.get('kind'))).toHaveLength(3);
    expect(codesIn(stream)).toEqual(['image-unpinned', 'image-unpinned']);
  });

  test('of validate are the issues as data', async () => {
    const wrong = workspaceWith({ ...shopFiles, 'environments/dev.yaml': 'namespace: d\napps: { shpo: {} }\n' });
    const { code, stdout } = await towpath(wrong, ['validate', '-o', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        code: 'unknown-application',
        severity: 'error',
        path: 'apps.shpo',
        location: { file: 'environments/dev.yaml', line: 2, column: 9 },
      }),
    );
  });

  test('of flows are the flows with their version in each environment', async () => {
    const { stdout } = await towpath(root, ['flows', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { application: 'shop', flow: 'api', kind: 'service', file: 'apps/shop.ts', environments: [{}, { tag: 'v1' }] },
      {
        application: 'shop',
        flow: 'wrk',
        kind: 'worker',
        environments: [{ environment: 'dev' }, { environment: 'prod' }],
      },
    ]);
    const lines = (await towpath(root, ['flows'])).stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/)[1])).toEqual(['FLOW', 'api', 'wrk']);
  });

  test('have no colours in a pipe', async () => {
    const outcomes = [
      await towpath(root, ['synth', '--force']),
      await towpath(root, ['flows']),
      await towpath(root, []),
    ];
    for (const { stdout, stderr } of outcomes) expect(stdout + stderr).not.toContain('\u001b');
  });

  test.each([
    ['part', true],
    ['nothing', false],
  ])('can be read with %s', async (_, part) => {
    // More than a pipe holds, and a warning.
    const large = { 'apps/shop.ts': largeApplication(0, 400), 'environments/dev.yaml': '' };
    const child = startTowpath(workspaceWith(large), ['synth', '--stdout']);
    const outcome = ended(child);
    const leave = () => {
      for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    };
    if (part) child.stdout?.once('data', leave);
    else leave();
    expect(await outcome).toMatchObject({ code: 0 });
  });
});

describe('a variable', () => {
  test('sets an option, and the flag overrides it', async () => {
    const env = { TOWPATH_ENV: 'prod', TOWPATH_OUTDIR: 'out', TOWPATH_LAYOUT: 'app' };
    expect(await towpath(root, ['synth'], { env })).toMatchObject({ code: 0 });
    const files = () => Object.keys(tree(join(root, 'out'))).filter((path) => path.endsWith('.yaml'));
    expect(files()).toEqual(['prod/shop.yaml']);
    await towpath(root, ['synth', '--env', 'dev', '--layout', 'object'], { env });
    expect(files()).toEqual([
      'dev/shop/api-deployment.yaml',
      'dev/shop/api-service.yaml',
      'dev/shop/wrk-deployment.yaml',
      'prod/shop.yaml',
    ]);
  });

  test('that is empty has no effect', async () => {
    const env = { TOWPATH_ENV: '', TOWPATH_OUTDIR: '', TOWPATH_LAYOUT: '' };
    expect(await towpath(root, ['synth', '--check'], { env })).toMatchObject({ code: 0 });
  });

  test('may name several environments', async () => {
    const { stdout } = await towpath(root, ['synth', '--stdout'], { env: { TOWPATH_ENV: 'dev,prod' } });
    expect(parseAllDocuments(stdout)).toHaveLength(6);
  });
});

describe('synth --check', () => {
  test.each([
    ['fresh', 0, ['synth', '--check']],
    ['stale', 1, ['synth', '--check', '--layout', 'app']],
    ['wrong', 2, ['synth', '--check', '-e', 'prd']],
  ])('of files that are %s exits with %i', async (_, code, args) => {
    expect(await towpath(root, args)).toMatchObject({ code });
  });
});
