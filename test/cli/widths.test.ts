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
  ['../../src/actions/explain/explain', ['explain']],
  ['../../src/actions/pin/pin', ['pin']],
  ['../../src/actions/diff/diff', ['diffBase']],
  ['../../src/actions/diff/diff-live', ['diffLive']],
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
