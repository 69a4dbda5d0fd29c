import { measure, node } from './measure';
import { largeWorkspace, plainProgram, pssp } from './subjects';

/**
 * Whole processes, in turn with a peer's that does the same work, so that the ratio holds
 * while the machine's speed drifts. Run with `npm run bench`; it needs `npm run compile` before.
 */
const flows = Number(process.argv[2] ?? 300);
const { folder, program } = largeWorkspace(flows);
const cli = require.resolve('../lib/cli/main.js');

const rows = [
  measure('import towpath / import cdk8s', node('-e', "require('towpath')"), node('-e', "require('cdk8s')")),
  measure('towpath --help / node', node(cli, '--help'), node('-e', '0')),
  measure('towpath validate / the same objects by cdk8s alone: pssp', node(cli, 'validate'), node(plainProgram(3, 2)), {
    cwd: pssp(),
  }),
  measure(
    `towpath validate / the same by cdk8s alone: ${flows} stores x 3`,
    node(cli, 'validate'),
    node(plainProgram(3, flows)),
    { cwd: folder },
  ),
  measure(
    `towpath synth, nothing changed / the same by cdk8s alone: ${flows} stores x 3`,
    node(cli, 'synth'),
    node(program),
    { cwd: folder },
  ),
];
process.stdout.write(`${rows.join('\n')}\n`);
