import { fail } from './fail';
import { program } from './program';
import type { Terminal } from './terminal';

/** Runs one call of the command line. It never throws, and never shows a stack trace. */
export async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  try {
    await program(terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    fail(error, terminal);
  }
}
