import { isAbsolute, join } from 'node:path';
import { chdir } from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../files/package-version';
import { commandLoaders } from './command-loaders';
import { namedCommand } from './named-command';
import { examples, refuseEmptyTexts } from './options';
import { type CommandName, summaries } from './summaries';
import type { Terminal } from './terminal';

/**
 * The command line. Each command loads its code when it is called, so that help is fast.
 *
 * @param needed names of the commands that have their options and do something; the others are only listed
 */
export function program(terminal: Terminal, needed: readonly string[] = Object.keys(summaries)): Command {
  const towpath = new Command('towpath')
    .description('Synthesize and deploy applications to Kubernetes, from dev to prod.')
    .version(packageVersion, '-v, --version')
    .addOption(directoryOption())
    // Options before the command belong to towpath, so that `hold --version v3` can have an option of that name.
    .enablePositionalOptions()
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
      // The terminal decides about colours. Commander would load Node's streams to ask them.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      // `run` shows what is wrong with a call.
      outputError() {},
    })
    .exitOverride();
  for (const name of Object.keys(summaries) as CommandName[]) {
    if (needed.includes(name)) {
      const command = commandLoaders[name]()(terminal);
      refuseEmptyTexts(command.options);
      towpath.addCommand(command.copyInheritedSettings(towpath).addOption(directoryOption().hideHelp()));
    } else {
      towpath.addCommand(namedCommand(name));
    }
  }
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
