import type { Command } from 'commander';
import { printable } from '../../diagnostics';
import { namedCommand } from '../named-command';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function schemaCommand(terminal: Terminal): Command {
  return namedCommand('schema')
    .option('--check', 'write nothing; exit with 1 if the schemas are out of date')
    .addHelpText('after', examples('towpath schema', 'towpath schema --check'))
    .addHelpText(
      'after',
      '\nThe first line of an environment file names its schema:\n  # yaml-language-server: $schema=.schema/environment.json\n',
    )
    .action(async ({ check }: { check?: boolean }) => {
      const { schema } = await import('../../actions/schema/schema');
      const { written } = await schema({ check });
      for (const file of written) terminal.out(`${terminal.paint.green(check ? '!' : '+')} ${printable(file)}`);
      if (written.length === 0) terminal.out('the schemas are up to date');
      else if (check) terminal.exit(1);
    });
}
