import { Command } from 'commander';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('create a workspace with a first application in this folder; existing files are kept')
    .argument('[name]', 'name of the application; default: the name of the folder')
    .addHelpText('after', examples('towpath init', 'towpath init shop'))
    .action(async (name: string | undefined) => {
      const { init } = await import('../../actions/init/init');
      const { written, kept } = init({ name });
      for (const file of written) terminal.out(`${terminal.paint.green('+')} ${file}`);
      for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
      if (written.length > 0) terminal.err('\nnext, run: npm install && npx towpath schema && npx towpath synth');
    });
}
