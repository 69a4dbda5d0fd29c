import { type Command, Option } from 'commander';
import { printable } from '../../diagnostics';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env: string;
  readonly why?: string;
  readonly output: string;
}

export function approveCommand(terminal: Terminal): Command {
  return namedCommand('approve')
    .addOption(environmentOption())
    .addOption(new Option('--why <reason>', 'the reason, for the message of the commit').env('TOWPATH_WHY'))
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples('towpath approve -e prod', 'towpath approve -e prod --why "CHG-7" && git push', 'towpath gates -e prod'),
    )
    .action(async ({ env: environment, why, output }: Flags) => {
      const { approve } = await import('../../actions/approve/approve');
      const result = await approve({ environment, why });
      showIssues(result.warnings, terminal);
      if (output === 'json') {
        terminal.out(jsonText(result));
        return;
      }
      for (const { application } of result.applications)
        terminal.out(printable(`${application} in ${environment} is approved by ${result.approver}`));
      terminal.out(`the approval is the commit ${result.commit.slice(0, 12)}; push it with \`git push\``);
    });
}
