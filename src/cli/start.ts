import { Console } from 'node:console';
import { watchBackground } from './background';
import { keepOutputForResults } from './own-output';
import { run } from './run';
import { reportSlowCode } from './slow-code';
import { processTerminal } from './terminal';

// What an application's file logs is a message, not a result, so it goes to standard error.
globalThis.console = new Console(process.stderr, process.stderr);

// An empty variable counts as unset: CI systems set inputs without a value to empty variables.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('TOWPATH_') && value === '') delete process.env[name];
}

const terminal = processTerminal(keepOutputForResults());
reportSlowCode();
void run(process.argv.slice(2), terminal).then(watchBackground(terminal));
