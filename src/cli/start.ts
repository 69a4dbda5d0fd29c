import { watchBackground } from './background';
import { keepOutputForResults, ownOutputs } from './own-output';
import { run } from './run';
import { reportSlowCode } from './slow-code';
import { processTerminal } from './terminal';

// An empty variable counts as unset: CI systems set inputs without a value to empty variables.
for (const [name, value] of Object.entries(process.env)) {
  if (name.startsWith('TOWPATH_') && value === '') delete process.env[name];
}

const args = process.argv.slice(2);
const terminal = processTerminal(ownOutputs);
reportSlowCode(keepOutputForResults);
void run(args, terminal).then(watchBackground(args, terminal));
