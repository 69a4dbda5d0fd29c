import { chdir } from 'node:process';
import type { Command } from 'commander';
import { isPrintable, TowpathError } from '../../diagnostics';
import { argumentsOf, splitAt } from './arguments';
import { type Call, optionNamed, readCall } from './call';
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
  const [flag, value] = current.startsWith('--') && current.includes('=') ? splitAt(current, '=') : ['', current];
  const option = flag === '' ? call.open : optionNamed(call.options, flag);
  const found = option ? valuesOf(option, value, call, names) : wordsFor(program, call, current);
  const prefix = flag === '' ? '' : `${flag}=`;
  return [...new Set(found)].filter((one) => one.startsWith(value) && isPrintable(one)).map((one) => prefix + one);
}

/** The completions of a word that is not the value of an option: options, arguments of the command, or commands. */
function wordsFor(program: Command, call: Call, current: string): readonly string[] {
  const { command, options, given } = call;
  if (current.startsWith('-'))
    return [...options.flatMap(({ short, long }) => [short, long]), '--help'].flatMap((name) => name ?? []);
  if (command) return argumentsOf(call, current, names);
  const commands = program.commands.map((one) => one.name());
  if (given.length === 0) return [...commands, 'help'];
  return given[0] === 'help' && given.length === 1 ? commands : [];
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
