import { Command } from 'commander';
import { printable } from '../diagnostics';
import { deployCommand } from './commands/deploy';
import { deploymentsCommand } from './commands/deployments';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { flowsCommand } from './commands/flows';
import { historyCommand } from './commands/history';
import { initCommand } from './commands/init';
import { pinCommand } from './commands/pin';
import { rbacCommand } from './commands/rbac';
import { rollbackCommand } from './commands/rollback';
import { schemaCommand } from './commands/schema';
import { statusCommand } from './commands/status';
import { synthCommand } from './commands/synth';
import { validateCommand } from './commands/validate';
import { examples } from './options';
import type { Terminal } from './terminal';
import { version } from './version';

/** The whole command line. Commands load what they need when they are called, so that help is quick. */
export function program(terminal: Terminal): Command {
  const towpath = new Command('towpath')
    .description("Tow an application's flows, lock by lock, from dev to prod.")
    .version(version)
    .showHelpAfterError('(--help shows how it is called)')
    .addHelpText(
      'after',
      examples(
        'towpath init',
        'towpath synth',
        'towpath pin -e prod pssp=v0.3.0',
        'towpath explain -e prod pssp.api.replicas',
      ),
    )
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: (text, write) => write(usageError(text)),
    })
    .exitOverride();
  const commands = [
    initCommand,
    synthCommand,
    validateCommand,
    flowsCommand,
    explainCommand,
    pinCommand,
    diffCommand,
    deployCommand,
    rollbackCommand,
    deploymentsCommand,
    statusCommand,
    historyCommand,
    rbacCommand,
    schemaCommand,
  ];
  for (const command of commands) towpath.addCommand(command(terminal).copyInheritedSettings(towpath));
  return towpath;
}

/** What commander found wrong with a call, which it quotes, in one line. A suggestion of its own comes in a second one. */
function usageError(text: string): string {
  return printable(text.trimEnd().replace(/\n(?=\(Did you mean [^\n]+\)$)/, ' '));
}
