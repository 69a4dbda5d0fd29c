import { createColors } from 'picocolors';
import { run } from '../../src/cli/run';
import { screenWidth, type Terminal } from '../../src/cli/terminal';
import { answers } from './widths-answers';

// Each action answers with a value that has long names, so that this file tests only how a command prints it.
for (const [file, names] of [
  ['../../src/actions/flows/compare-flows', ['compareFlows']],
  ['../../src/actions/portal/portal-flows', ['portalFlows']],
  ['../../src/actions/portal/portal-deployments', ['portalDeployments']],
  ['../../src/actions/portal/portal-files', ['writePortalFiles']],
  ['../../src/actions/portal/deployed-address', ['deployedAddress']],
  ['../../src/actions/deployments/find-deployments', ['findDeployments']],
  ['../../src/actions/status/status', ['status']],
  ['../../src/actions/gates/gates', ['gates']],
  ['../../src/actions/approve/approve', ['approve']],
  ['../../src/actions/hold/hold', ['hold', 'holds', 'liftHold']],
  ['../../src/actions/history/history', ['history']],
  ['../../src/actions/history/metrics', ['metrics']],
  ['../../src/actions/history/release-details', ['releaseDetails']],
  ['../../src/actions/explain/explain', ['explain']],
  ['../../src/actions/pin/pin', ['pin']],
  ['../../src/actions/diff/diff', ['diffBase']],
  ['../../src/actions/diff/diff-live', ['diffLive']],
  ['../../src/actions/diff/diff-releases', ['diffReleases']],
  ['../../src/actions/pin/pin-tag', ['pinTag']],
  ['../../src/actions/rollback/rollback-on-failure', ['deployOrRollBack']],
  ['../../src/actions/deploy/deploy', ['deploy', 'previewDeploy']],
  ['../../src/actions/deploy/deploy-steps', ['deploySteps']],
  ['../../src/actions/promote/promote', ['promote']],
  ['../../src/actions/rollback/rollback', ['rollback']],
  ['../../src/actions/delete/delete', ['deleteApplication']],
  ['../../src/actions/synth/synth', ['synth', 'checkSynth', 'synthToText']],
  ['../../src/actions/validate/validate', ['validate']],
  ['../../src/actions/schema/schema', ['schema']],
  ['../../src/actions/init/init', ['init']],
  ['../../src/actions/adopt/adopt', ['adopt']],
  ['../../src/actions/rbac/rbac', ['rbac']],
] as const) {
  jest.doMock(file, () => Object.fromEntries(names.map((name) => [name, () => answers[name].value])));
}

/** What a command prints on a screen: its results and its messages. */
async function shown(args: readonly string[], columns: number): Promise<{ results: string; all: string }> {
  const results: string[] = [];
  const messages: string[] = [];
  const print = (text: string) => void results.push(text);
  const terminal: Terminal = {
    out: print,
    redraw: print,
    err: (text) => void messages.push(text),
    exit: () => {},
    width: screenWidth(columns),
    paint: createColors(false),
    isInteractive: false,
    ask: async () => true,
  };
  await run(args, terminal);
  return { results: results.join('\n'), all: [...results, ...messages].join('\n').replace(/\s+/g, ' ') };
}

const calls = Object.values(answers).flatMap(({ calls: lines, facts }) => lines.map((line) => [line, facts] as const));
const widths = [0, 1, 40, 50, 80, 160];

describe.each(calls)('towpath %s', (line, facts) => {
  test.each(widths)('shows every fact on a screen of %d columns', async (columns) => {
    const { all: text } = await shown(line.split(' '), columns);
    expect(facts.filter((fact) => !text.includes(fact))).toEqual([]);
  });
});

const tables = ['compareFlows', 'findDeployments', 'status', 'history'] as const;

describe.each(tables)('the table of %s', (name) => {
  const { calls: [line = ''] = [], spare = [] } = answers[name];

  test.each(widths)('names the columns that a screen of %d columns lacks, and -o wide shows them', async (columns) => {
    const { all: text } = await shown(line.split(' '), columns);
    const isComplete = spare.every((fact) => text.includes(fact));
    expect(/\(not shown: .*; use -o wide\)/.test(text)).toBe(!isComplete);
    const { all: wide } = await shown([...line.split(' '), '-o', 'wide'], columns);
    expect(spare.filter((fact) => !wide.includes(fact))).toEqual([]);
  });

  test.each([40, 50, 80, 160])('breaks no line of %d columns except inside a word', async (columns) => {
    const { results } = await shown(line.split(' '), columns);
    const lines = results.split('\n').filter((one) => one.length > columns);
    // A line that is too long is a head or an indent, and one word.
    expect(lines.filter((one) => one.trim().split(/\s+/).length > 2)).toEqual([]);
  });
});

test('every command is in this matrix', async () => {
  const { program } = await import('../../src/cli/program');
  const names = program({} as Terminal).commands.map((command) => command.name());
  expect([...new Set(calls.map(([line]) => line.split(' ')[0]))].sort()).toEqual(names.sort());
});

describe('the help', () => {
  const lines = async () => {
    const { program } = await import('../../src/cli/program');
    return ['--help', ...program({} as Terminal).commands.map((command) => `${command.name()} --help`)];
  };
  test.each(widths)('of every command has every word on a screen of %d columns', async (columns) => {
    for (const line of await lines()) {
      const [{ all: text }, { all: whole }] = [
        await shown(line.split(' '), columns),
        await shown(line.split(' '), 500),
      ];
      expect(text).toBe(whole);
    }
  });

  test.each([80, 160])('of every command fits a screen of %d columns', async (columns) => {
    for (const line of await lines()) {
      const { results } = await shown(line.split(' '), columns);
      const [text = '', ...examples] = results.split('\nExamples:');
      expect(examples).toHaveLength(1);
      expect(text.split('\n').filter((one) => one.length > columns)).toEqual([]);
    }
  });
});

/** Options that print nothing of their own, and the reason. */
const silent: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['--env', '--context', '--kubeconfig', '--directory', '--outdir', '--own', '--set', '--set-from', '--select'].map(
      (long) => [long, 'says what is read'],
    ),
  ),
  ...Object.fromEntries(
    ['--timeout', '--wait', '--no-wait', '--no-activity-timeout', '--failures-allowed'].map((long) => [
      long,
      'says how long a deploy waits',
    ]),
  ),
  ...Object.fromEntries(
    ['--take-ownership', '--force-conflicts', '--take-set', '--prune', '--no-prune', '--prune-data', '--force'].map(
      (long) => [long, 'says what may be written'],
    ),
  ),
  ...Object.fromEntries(
    ['--group', '--service-account', '--trust-record', '--override', '--strict', '--accept-secrets'].map((long) => [
      long,
      'changes what is in the same lines',
    ]),
  ),
  ...Object.fromEntries(
    ['--release', '--from', '--to', '--digest', '--layout'].map((long) => [long, 'says which versions or files']),
  ),
  '--exit-zero': 'changes the exit code',
  '--html': 'writes a page, whose width the browser sets',
  '--logs': 'prints the output of pods in the text of a failure',
  '--plan': 'is compared',
  '--report': 'writes JSON',
  '--save': 'writes JSON',
  'status --watch': 'prints what the command prints without it',
  'synth --watch': 'prints one line for each change',
};

test('every option that prints something of its own is in this matrix', async () => {
  const { program } = await import('../../src/cli/program');
  const lines = calls.map(([line]) => `${line} `);
  const lacking = program({} as Terminal).commands.flatMap((command) =>
    command.options
      .filter(({ long, short }) => {
        const isCalled = lines.some(
          (line) =>
            line.startsWith(`${command.name()} `) &&
            [long, short].some((name) => name && (line.includes(` ${name} `) || line.includes(` ${name}=`))),
        );
        return (
          !isCalled && long !== '--output' && !((long ?? '') in silent) && !(`${command.name()} ${long}` in silent)
        );
      })
      .map(({ long }) => `${command.name()} ${long}`),
  );
  expect(lacking).toEqual([]);
});

test('every format of a command is in this matrix', async () => {
  const { program } = await import('../../src/cli/program');
  const lines = calls.map(([line]) => `${line} `);
  // JSON is not wrapped, `wide` is tested with each table, and the others are the defaults.
  const formats = program({} as Terminal).commands.flatMap((command) =>
    (command.options.find(({ long }) => long === '--output')?.argChoices ?? [])
      .filter((format) => !['json', 'wide', 'table', 'text', 'unified', 'yaml'].includes(format))
      .filter((format) => !lines.some((line) => line.startsWith(command.name()) && line.includes(`-o ${format} `)))
      .map((format) => `${command.name()} -o ${format}`),
  );
  expect(formats).toEqual([]);
});
