import { type Command, CommanderError } from 'commander';
import { type Issue, TowpathError } from '../diagnostics';
import { asksForJson } from './asks-for-json';
import { neededCommands } from './command-loaders';
import { fail } from './fail';
import { showIssues } from './issues';
import { jsonText } from './json';
import { meantBy, withWrittenCall } from './meant-call';
import { program } from './program';
import type { Terminal } from './terminal';
import { commandOf, dashIssue, mayMeanNames, usageIssue } from './usage-issue';

/** Runs one call of the command line. It never throws, and never shows a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  if (args[0] === 'complete') return complete(args.slice(args[1] === '--' ? 2 : 1), terminal);
  const towpath = program(terminal, neededCommands(args));
  const wrongDash = dashIssue(towpath, args);
  if (wrongDash) return refuse(wrongDash, args, terminal);
  let running: Command | undefined;
  towpath.hook('preAction', (_, command) => {
    running = command;
  });
  try {
    const work = towpath.parseAsync(meant(args, towpath.commands), { from: 'user' });
    await withWrittenCall(() => running, work);
  } catch (error) {
    if (isRefusal(error)) {
      const found = mayMeanNames(error) ? await meantBy(commandOf(towpath, args)) : undefined;
      return refuse(usageIssue(error, towpath, args, found), args, terminal);
    }
    if (TowpathError.is(error) && running?.opts().output === 'json') terminal.out(jsonText({ issues: error.issues }));
    fail(error, terminal);
  }
}

/** Whether commander refused the call. It also throws after it has shown the help or the version. */
function isRefusal(error: unknown): error is CommanderError {
  return error instanceof CommanderError && error.exitCode !== 0 && error.code !== 'commander.help';
}

function refuse(issue: Issue, args: readonly string[], terminal: Terminal): void {
  if (asksForJson(args)) terminal.out(jsonText({ issues: [issue] }));
  showIssues([issue], terminal);
  terminal.err('(add --help to see how to call it)');
  terminal.exit(2);
}

/** A call for help about a command that does not exist is a call of that command, which commander refuses with a suggestion. */
function meant(args: readonly string[], commands: readonly Command[]): readonly string[] {
  const [first = '', second = ''] = args;
  const name = first === 'help' ? second : first;
  if (first === 'help' && name === 'help') return ['help'];
  const isKnown = name === '' || name.startsWith('-') || commands.some((one) => one.name() === name);
  return isKnown ? args : [name];
}

/** Prints what the last word can become, for the scripts of `towpath completion`. They show no errors. */
async function complete(words: readonly string[], terminal: Terminal): Promise<void> {
  const { candidatesFor } = await import('./completion/candidates');
  const found = candidatesFor(program(terminal), words);
  if (found.length > 0) terminal.out(found.join('\n'));
}
