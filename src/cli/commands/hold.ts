import { type Command, Option } from 'commander';
import type { HoldOptions, HoldResult } from '../../actions/hold/hold';
import type { ConnectOptions } from '../../cluster/connect';
import { issueError, printable, type TowpathError } from '../../diagnostics';
import type { PlacedHold } from '../../holds/placed-hold';
import { clusterOptions } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { commitOption, environmentOption, examples, outdirOption, tableOption, tableWidth } from '../options';
import { pinChangeText } from '../pin-change-text';
import { reportIncomplete, shortCommit } from '../short-names';
import { type Column, table } from '../table';
import type { Terminal } from '../terminal';

interface Flags extends ConnectOptions {
  readonly env: string;
  readonly why?: string;
  readonly version?: string;
  readonly lift?: boolean;
  readonly commit?: boolean;
  readonly outdir?: string;
  readonly output: 'table' | 'wide' | 'json';
}

export function holdCommand(terminal: Terminal): Command {
  const command = namedCommand('hold')
    .argument('[flow...]', 'only these: APP, APP/FLOW or FLOW')
    .addOption(environmentOption())
    .addOption(new Option('--why <reason>', 'hold the version that runs, for this reason').env('TOWPATH_WHY'))
    .addOption(
      new Option('--version <version>', 'hold or lift this TAG, DIGEST or TAG@DIGEST').env('TOWPATH_HOLD_VERSION'),
    )
    .addOption(
      new Option('--lift', 'let deploys and promotions bring the version again').conflicts('why').env('TOWPATH_LIFT'),
    );
  command
    .addOption(commitOption('commit the environment file'))
    .addOption(outdirOption('output folder, which --commit compares'));
  for (const option of clusterOptions()) command.addOption(option);
  return command
    .addOption(tableOption())
    .addHelpText(
      'after',
      examples(
        'towpath hold -e prod',
        'towpath hold -e prod pssp --why "INC-7: loses orders"',
        'towpath hold -e prod pssp --version v3 --why "INC-7: loses orders"',
        'towpath hold -e prod pssp --lift',
        'towpath hold -e prod pssp --why "INC-7: loses orders" --commit',
      ),
    )
    .action((flows: string[], flags: Flags, self: Command) => {
      // `TOWPATH_COMMIT` is no error here, because a pipeline sets it for all of its calls.
      const isAsked = self.getOptionValueSource('commit') === 'cli';
      if (isAsked && flags.why === undefined && !flags.lift) throw nothingToCommit();
      return run(flows, flags, terminal);
    });
}

async function run(flows: string[], flags: Flags, terminal: Terminal): Promise<void> {
  const { hold, holds, liftHold } = await import('../../actions/hold/hold');
  const { env: environment, why, version, lift, output, ...where } = flags;
  const options = { ...where, environment, flows };
  if (why !== undefined) {
    const request: HoldOptions = { ...options, why, version };
    return report(await hold(request), 'held', output, terminal);
  }
  if (lift) return report(await liftHold({ ...options, version }), 'no longer held', output, terminal);
  if (version !== undefined) {
    const hint = 'say why with `--why "…"`, or lift the hold with `--lift`';
    throw issueError('missing-value', 'a hold has no reason', { path: '--why', hint });
  }
  const found = await holds(options);
  terminal.out(output === 'json' ? jsonText(found.holds) : holdsTable(found.holds, tableWidth(output, terminal)));
  reportIncomplete(found.issues, terminal);
}

function nothingToCommit(): TowpathError {
  const hint = 'add `--why "…"` or `--lift`; without them, the holds are listed';
  return issueError('missing-value', 'there is nothing to commit', { path: '--commit', hint });
}

function report(result: HoldResult, what: string, output: string, terminal: Terminal): void {
  showIssues(result.warnings, terminal);
  if (output === 'json') {
    terminal.out(jsonText(result));
    return;
  }
  for (const { application, image, version } of result.holds)
    terminal.out(printable(`${application}/${image} ${version} is ${what}`));
  for (const change of result.changes) terminal.out(pinChangeText(change, terminal));
  if (result.commit !== undefined) terminal.out(`committed ${shortCommit({ commit: result.commit })}`);
}

const columns: readonly Column[] = [
  { head: 'image' },
  { head: 'version' },
  { head: 'why' },
  { head: 'by' },
  { head: 'since' },
  { head: 'in' },
];

function holdsTable(holds: readonly PlacedHold[], width: number): string {
  if (holds.length === 0) return 'no version is held; `--why` holds the version that runs';
  const rows = holds.map(({ application, image, version, why, by, at, places }) => [
    `${application}/${image}`,
    version,
    why,
    by,
    at,
    places.join(', '),
  ]);
  return table(columns, rows, width);
}
