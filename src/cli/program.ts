import { isAbsolute, join } from 'node:path';
import { chdir } from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../files/package-version';
import { adoptCommand } from './commands/adopt';
import { approveCommand } from './commands/approve';
import { completionCommand } from './commands/completion';
import { deleteCommand } from './commands/delete';
import { deployCommand } from './commands/deploy';
import { deploymentsCommand } from './commands/deployments';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { flowsCommand } from './commands/flows';
import { gatesCommand } from './commands/gates';
import { historyCommand } from './commands/history';
import { holdCommand } from './commands/hold';
import { initCommand } from './commands/init';
import { pinCommand } from './commands/pin';
import { portalCommand } from './commands/portal';
import { promoteCommand } from './commands/promote';
import { rbacCommand } from './commands/rbac';
import { rollbackCommand } from './commands/rollback';
import { schemaCommand } from './commands/schema';
import { statusCommand } from './commands/status';
import { synthCommand } from './commands/synth';
import { validateCommand } from './commands/validate';
import { showIssues } from './issues';
import { examples } from './options';
import type { Terminal } from './terminal';
import { usageIssue } from './usage-issue';

/** The whole command line. Each command loads its code when it is called, so that help is fast. */
export function program(terminal: Terminal): Command {
  const towpath = new Command('towpath')
    .description('Synthesize and deploy applications to Kubernetes, from dev to prod.')
    .version(packageVersion, '-v, --version')
    .addOption(directoryOption())
    // Options before the command belong to towpath, so that `hold --version v3` can have an option of that name.
    .enablePositionalOptions()
    .showHelpAfterError('(add --help to see how to call it)')
    .addHelpText(
      'after',
      examples(
        'towpath init',
        'towpath synth',
        'towpath pin -e prod pssp=v0.3.0',
        'towpath explain -e prod pssp.api.replicas',
      ),
    )
    // With their arguments, the names of commands leave no room for what the commands do.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      getOutHelpWidth: () => helpWidth(terminal),
      getErrHelpWidth: () => helpWidth(terminal),
      outputError: (text) => showIssues([usageIssue(text)], terminal),
    })
    .exitOverride();
  const commands = [
    initCommand,
    adoptCommand,
    synthCommand,
    validateCommand,
    flowsCommand,
    explainCommand,
    pinCommand,
    diffCommand,
    deployCommand,
    promoteCommand,
    rollbackCommand,
    deleteCommand,
    deploymentsCommand,
    statusCommand,
    historyCommand,
    gatesCommand,
    approveCommand,
    holdCommand,
    rbacCommand,
    schemaCommand,
    portalCommand,
    completionCommand,
  ];
  for (const command of commands)
    towpath.addCommand(command(terminal).copyInheritedSettings(towpath).addOption(directoryOption().hideHelp()));
  return towpath;
}

/** The width of help. In a pipe, its lines are as long as on a usual screen. */
function helpWidth({ width }: Terminal): number {
  return Number.isFinite(width) ? width : 80;
}

function directoryOption(): Option {
  const description = 'run in this folder; relative paths in other options start there';
  return new Option('-C, --directory <dir>', description).argParser(enter);
}

/** @returns the path from the folder of the call, if the option is repeated too */
function enter(folder: string, before?: string): string {
  try {
    chdir(folder);
  } catch {
    throw new InvalidArgumentError('it is not a folder that can be entered.');
  }
  return before === undefined || isAbsolute(folder) ? folder : join(before, folder);
}
