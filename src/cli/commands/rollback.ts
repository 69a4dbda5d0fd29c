import { Command, InvalidArgumentError, Option } from 'commander';
import type { RollbackOptions, RollbackPreview, RollbackResult } from '../../actions/rollback/rollback';
import type { ConnectOptions } from '../../cluster/connect';
import { printable } from '../../diagnostics';
import { clusterOptions, timeoutOption, waitOptions, yesOption } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { environmentOption, examples, outputOption } from '../options';
import { progressView } from '../progress-view';
import type { Terminal } from '../terminal';
import { untilInterrupted } from '../until-interrupted';

interface Flags extends ConnectOptions {
  readonly env: string;
  readonly to?: number;
  readonly forceConflicts?: boolean;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
}

export function rollbackCommand(terminal: Terminal): Command {
  const command = new Command('rollback')
    .description('restore an earlier release in an environment, and its pins in the environment file')
    .argument('[flow...]', 'applications, APPLICATION/FLOW or flows; everything without any')
    .addOption(environmentOption())
    .addOption(
      new Option('--to <revision>', 'the release to restore; the one before without it')
        .argParser(revision)
        .env('TOWPATH_TO'),
    );
  for (const option of [...clusterOptions(), ...waitOptions()]) command.addOption(option);
  return command
    .addOption(new Option('--force-conflicts', 'take fields from whoever owns them').env('TOWPATH_FORCE_CONFLICTS'))
    .addOption(timeoutOption())
    .addOption(yesOption())
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        'towpath rollback -e prod',
        'towpath rollback -e prod pssp/api',
        'towpath rollback -e prod pssp --to 12 -y',
      ),
    )
    .action((flows: string[], flags: Flags) => run(flows, flags, terminal));
}

async function run(flows: string[], flags: Flags, terminal: Terminal): Promise<void> {
  const { declined, deploySummary, plansText } = await import('../deploy-text');
  const { rollback } = await import('../../actions/rollback/rollback');
  const { env: environment, timeout: timeoutMs, yes, output, ...rest } = flags;
  const tell = progressView(terminal);
  const confirm = async ({ plans, revisions, cluster }: RollbackPreview) => {
    terminal.err(plansText(plans, 'table', terminal));
    const what = Object.entries(revisions).map(([application, number]) => `${application} to release ${number}`);
    return terminal.ask(printable(`Take ${environment} (${cluster.context}) back: ${what.join(', ')}?`));
  };
  const options: RollbackOptions = {
    ...rest,
    environment,
    timeoutMs,
    ...(flows.length > 0 && { flows }),
    ...(terminal.isInteractive && !yes && { confirm }),
  };
  const result = await untilInterrupted(terminal, (signal) => rollback({ ...options, signal, tell }));
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0) return declined(terminal);
  terminal.out(
    output === 'json' ? jsonText(result) : rollbackText(result, deploySummary(result.outcomes, environment)),
  );
}

function rollbackText({ pins, beyond }: RollbackResult, summary: string): string {
  return [
    summary,
    ...pins.map(({ file, path, before, after }) =>
      printable(`${file}: ${path} ${before ?? '(none)'} → ${after ?? '(removed)'}`),
    ),
    ...(beyond.length > 0
      ? ['the next deploy changes more than that, because the code or the environment says so:']
      : []),
    ...beyond.map(
      ({ kind, name, change, fields }) =>
        `  ${printable(`${kind}/${name} ${fields.length > 0 ? fields.join(', ') : change}`)}`,
    ),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function revision(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected the number of a release, such as 12.');
  return Number(text);
}
