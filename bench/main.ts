import { measure } from './measure';
import { largeWorkspace, plainProgram, pssp } from './subjects';

/**
 * Whole processes, in turn with a peer's that does the same work, so that the ratio holds
 * while the machine's speed drifts. Run with `npm run bench`; it needs `npm run compile` before.
 */
const flows = Number(process.argv[2] ?? 300);
const { folder, program } = largeWorkspace(flows);
const cli = require.resolve('../lib/cli/main.js');

const rows = [
  measure('import towpath / import cdk8s', ['-e', "require('towpath')"], ['-e', "require('cdk8s')"]),
  measure('towpath --help / node', [cli, '--help'], ['-e', '0']),
  measure('towpath validate / the same objects by cdk8s alone: pssp', [cli, 'validate'], [plainProgram(3, 2)], pssp()),
  measure(
    `towpath validate / the same by cdk8s alone: ${flows} stores x 3`,
    [cli, 'validate'],
    [plainProgram(3, flows)],
    folder,
  ),
  measure(
    `towpath synth, nothing changed / the same by cdk8s alone: ${flows} stores x 3`,
    [cli, 'synth'],
    [program],
    folder,
  ),
];
process.stdout.write(`${rows.join('\n')}\n`);
