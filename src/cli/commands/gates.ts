import { type Command, Option } from 'commander';
import { printable } from '../../diagnostics';
import type { GateState } from '../../gates/gate-state';
import { clusterOptions } from '../cluster-options';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentOption, examples, tableOption, tableWidth } from '../options';
import { reportIncomplete } from '../short-names';
import { type Column, table } from '../table';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env: string;
  readonly run?: boolean;
  readonly output: string;
}

export function gatesCommand(terminal: Terminal): Command {
  const command = namedCommand('gates').addOption(environmentOption());
  for (const option of clusterOptions()) command.addOption(option);
  return command
    .addOption(new Option('--run', 'run the checks too').env('TOWPATH_RUN'))
    .addOption(tableOption())
    .addHelpText(
      'after',
      examples(
        'towpath gates -e prod',
        'towpath gates -e prod --run',
        'towpath gates -e prod && towpath deploy -e prod -y',
      ),
    )
    .action(async ({ env: environment, output, ...where }: Flags) => {
      const { gates } = await import('../../actions/gates/gates');
      const found = await gates({ environment, ...where });
      terminal.out(output === 'json' ? jsonText(found.gates) : gatesTable(found.gates, tableWidth(output, terminal)));
      if (found.gates.some(({ state }) => state === 'closed')) terminal.exit(1);
      reportIncomplete(found.issues, terminal);
    });
}

const columns: readonly Column[] = [
  { head: 'gate' },
  { head: 'state' },
  { head: 'opens' },
  { head: 'why' },
  { head: 'set by' },
];

function gatesTable(gates: readonly GateState[], width: number): string {
  if (gates.length === 0) return 'no gates are set';
  const rows = gates.map(({ gate, name, state, opensAt, reason, evidence, setBy }) => [
    name === undefined ? gate : `${gate} ${name}`,
    state.replace('-', ' '),
    opensAt ?? '-',
    reason ?? (evidence === undefined ? '-' : `as ${evidence} says`),
    setBy,
  ]);
  const outputs = gates.flatMap(({ gate, name, output = [] }) =>
    output.length === 0
      ? []
      : ['', `last lines of the ${gate} ${name}`, ...output.map((line) => `  | ${printable(line)}`)],
  );
  return [table(columns, rows, width), ...outputs].join('\n');
}
