import { Command } from 'commander';
import { printable } from '../../diagnostics';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function schemaCommand(terminal: Terminal): Command {
  return new Command('schema')
    .description('write JSON Schemas of the environment files, so that an editor completes flows, images and settings')
    .option('--check', 'write nothing; exit with 1 when they are stale')
    .addHelpText('after', examples('towpath schema', 'towpath schema --check'))
    .addHelpText(
      'after',
      '\nAn environment file points at its schema in its first line:\n  # yaml-language-server: $schema=.schema/environment.json\n',
    )
    .action(async ({ check }: { check?: boolean }) => {
      const { schema } = await import('../../actions/schema/schema');
      const { written } = await schema({ check });
      for (const file of written) terminal.out(`${terminal.paint.green(check ? '!' : '+')} ${printable(file)}`);
      if (written.length === 0) terminal.out('the schemas are up to date');
      else if (check) terminal.exit(1);
    });
}
