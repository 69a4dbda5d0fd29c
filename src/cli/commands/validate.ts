import type { Command } from 'commander';
import { count } from '../../data/count';
import { exitCodeOf, showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentsOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

export function validateCommand(terminal: Terminal): Command {
  return namedCommand('validate')
    .addOption(environmentsOption())
    .option('--advise', 'list the safe defaults that are turned off, too, with the line of each')
    .addOption(outputOption())
    .addHelpText('after', examples('towpath validate', 'towpath validate --advise', 'towpath validate -e prod -o json'))
    .action(async ({ env, output, advise }: { env?: string[]; output: string; advise?: true }) => {
      const { validate } = await import('../../actions/validate/validate');
      const { issues, applications, environments } = await validate({ environments: env, advise });
      if (output === 'json') terminal.out(jsonText(issues));
      else if (issues.length > 0) showIssues(issues, terminal);
      const isValid = !issues.some(({ severity }) => severity === 'error');
      if (isValid && output === 'table') {
        terminal.out(`valid: ${count(applications, 'application')} in ${count(environments, 'environment')}`);
      }
      terminal.exit(isValid ? 0 : exitCodeOf(issues));
    });
}
