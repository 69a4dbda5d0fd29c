import { type Command, CommanderError } from 'commander';
import { printable, TowpathError } from '../diagnostics';
import { asksForJson } from './asks-for-json';
import { neededCommands } from './command-loaders';
import { fail } from './fail';
import { jsonText } from './json';
import { takesSeveral } from './options';
import { program } from './program';
import type { Terminal } from './terminal';
import { usageIssue } from './usage-issue';

/** Runs one call of the command line. It never throws, and never shows a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  if (args[0] === 'complete') return complete(args.slice(args[1] === '--' ? 2 : 1), terminal);
  const towpath = program(terminal, neededCommands(args));
  let running: Command | undefined;
  towpath.hook('preAction', (_, command) => {
    running = command;
  });
  try {
    await towpath.parseAsync(meant(args, towpath.commands), { from: 'user' });
  } catch (error) {
    if (TowpathError.is(error) && running?.opts().output === 'json') terminal.out(jsonText({ issues: error.issues }));
    if (error instanceof CommanderError && error.exitCode !== 0 && asksForJson(args))
      terminal.out(jsonText({ issues: [usageIssue(error.message)] }));
    fail(error, terminal);
    const hint = error instanceof CommanderError && usageHint(error.code, args, towpath.commands);
    if (hint) terminal.err(hint);
  }
}

/** A call for help about a command that does not exist is a call of that command, which commander refuses with a suggestion. */
function meant(args: readonly string[], commands: readonly Command[]): readonly string[] {
  const [first = '', second = ''] = args;
  const name = first === 'help' ? second : first;
  const isKnown = name === '' || name === 'help' || name.startsWith('-') || commands.some((one) => one.name() === name);
  return isKnown ? args : [name];
}

/** Prints what the last word can become, for the scripts of `towpath completion`. They show no errors. */
async function complete(words: readonly string[], terminal: Terminal): Promise<void> {
  const { candidatesFor } = await import('./completion/candidates');
  const found = candidatesFor(program(terminal), words);
  if (found.length > 0) terminal.out(found.join('\n'));
}

/** A hint for a call in which the names of environments are separated by spaces: `towpath status -e dev prod`. */
function usageHint(code: string, args: readonly string[], commands: readonly Command[]): string | undefined {
  if (code !== 'commander.excessArguments') return undefined;
  const command = commands.find((one) => args.includes(one.name()));
  if (!command || !takesSeveral(command)) return undefined;
  const [flag, ...values] = args.slice(args.findIndex((arg) => arg === '-e' || arg === '--env'));
  const end = values.findIndex((value) => value.startsWith('-'));
  const names = end === -1 ? values : values.slice(0, end);
  if (!flag?.startsWith('-') || names.length < 2) return undefined;
  return printable(`separate the names of environments with commas: ${flag} ${names.join(',')}`);
}
