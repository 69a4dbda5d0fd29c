import { Command } from 'commander';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function initCommand(terminal: Terminal): Command {
  return new Command('init')
    .description('make a workspace of this folder, with an application to start from; what is there is kept')
    .argument('[name]', "what the application is called; the folder's name when it is not said")
    .addHelpText('after', examples('towpath init', 'towpath init shop'))
    .action(async (name: string | undefined) => {
      const { init } = await import('../../actions/init/init');
      const { written, kept } = init({ name });
      for (const file of written) terminal.out(`${terminal.paint.green('+')} ${file}`);
      for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
      if (written.length > 0) terminal.err('\nnext: npm install && npx towpath schema && npx towpath synth');
    });
}
