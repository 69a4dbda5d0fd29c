import { Command } from 'commander';
import { type CommandName, summaries } from './summaries';

/** Creates a command that has its name and says what it does, and cannot do it yet. */
export function namedCommand(name: CommandName): Command {
  return new Command(name).description(summaries[name]);
}
