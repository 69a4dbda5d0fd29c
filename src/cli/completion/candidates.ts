import { chdir } from 'node:process';
import type { Command } from 'commander';
import { isPrintable, TowpathError } from '../../diagnostics';
import { argumentsOf, splitAt } from './arguments';
import { optionNamed, readCall } from './call';
import { type Names, namesInWorkspace } from './names';
import { valuesOf } from './values';

const none: Names = {
  ...{ environments: [], sources: new Map(), contexts: [], held: [] },
  ...{ flows: new Map(), images: new Map(), tags: new Map() },
};

/**
 * What the last word of a command line can become.
 *
 * @param words the words after `towpath`
 */
export function candidatesFor(program: Command, words: readonly string[]): string[] {
  const current = words.at(-1) ?? '';
  const call = readCall(program, words.slice(0, -1));
  if (call.folder !== undefined && !isEntered(call.folder)) return [];
  const { command, options, given } = call;
  const [flag, value] = current.startsWith('--') && current.includes('=') ? splitAt(current, '=') : ['', current];
  const option = flag === '' ? call.open : optionNamed(options, flag);
  const commands = program.commands.map((one) => one.name());
  const found = option
    ? valuesOf(option, value, call, names)
    : current.startsWith('-')
      ? [...options.flatMap(({ short, long }) => [short, long]), '--help'].flatMap((name) => name ?? [])
      : command
        ? argumentsOf(call, current, names)
        : given.length === 0
          ? [...commands, 'help']
          : given[0] === 'help' && given.length === 1
            ? commands
            : [];
  const prefix = flag === '' ? '' : `${flag}=`;
  return [...new Set(found)].filter((one) => one.startsWith(value) && isPrintable(one)).map((one) => prefix + one);
}

function isEntered(folder: string): boolean {
  try {
    chdir(folder);
    return true;
  } catch {
    return false;
  }
}

/** The names in the workspace. In a folder that is none, or that cannot be read, nothing is offered. */
function names(): Names {
  try {
    return namesInWorkspace();
  } catch (error) {
    if (TowpathError.is(error) || typeof Object(error).syscall === 'string') return none;
    throw error;
  }
}
