import { Command } from 'commander';
import { TowpathError } from '../../diagnostics';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description(
      'create a workspace with a first application in this folder; existing files are kept, and package.json gets missing entries',
    )
    .argument('[name]', 'name of the application; default: the name of the folder')
    .addHelpText('after', examples('towpath init', 'towpath init shop'))
    .action(async (name: string | undefined) => {
      const { init } = await import('../../actions/init/init');
      const { written, kept } = init({ name });
      const schemas = await writtenSchemas();
      for (const file of [...written, ...schemas]) terminal.out(`${terminal.paint.green('+')} ${file}`);
      for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
      if (written.length > 0) terminal.err('\nnext, run: npm install && npm run synth && npm test');
    });
}

/** Writes the schemas for the editor. Until the packages are installed no application can be loaded, so there are none. */
async function writtenSchemas(): Promise<readonly string[]> {
  const { schema } = await import('../../actions/schema/schema');
  try {
    return (await schema()).written;
  } catch (error) {
    if (TowpathError.is(error)) return [];
    throw error;
  }
}
