import { type Command, Option } from 'commander';
import { clusterOptions } from '../cluster-options';
import { flowsText } from '../flows-text';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { examples, runningOption, tableOption, tableWidth } from '../options';
import { reportIncomplete } from '../short-names';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env?: string[];
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly programs?: boolean;
  readonly output: string;
}

export function flowsCommand(terminal: Terminal): Command {
  const command = namedCommand('flows').addOption(runningOption());
  for (const option of clusterOptions()) command.addOption(option);
  return command
    .addOption(
      new Option('--programs', 'also list Python files that can be started as programs').env('TOWPATH_PROGRAMS'),
    )
    .addOption(tableOption())
    .addHelpText('after', examples('towpath flows', 'towpath flows -e prod', "towpath flows -o json | jq '.[].flow'"))
    .action(async ({ env: environments, output, ...where }: Flags) => {
      const { compareFlows } = await import('../../actions/flows/compare-flows');
      const { flows, issues, skipped } = await compareFlows({ environments, ...where });
      terminal.out(output === 'json' ? jsonText(flows) : flowsText({ flows, skipped }, tableWidth(output, terminal)));
      reportIncomplete(issues, terminal);
    });
}
