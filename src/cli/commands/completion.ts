import { Argument, type Command } from 'commander';
import { namedCommand } from '../named-command';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function completionCommand(terminal: Terminal): Command {
  return namedCommand('completion')
    .addArgument(new Argument('<shell>', 'the shell that reads the script').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      examples(
        'towpath completion bash > ~/.local/share/bash-completion/completions/towpath',
        'towpath completion zsh > ~/.zfunc/_towpath',
        'towpath completion fish > ~/.config/fish/completions/towpath.fish',
      ),
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { scripts } = await import('../completion/scripts');
      terminal.out(scripts[shell]);
    });
}
