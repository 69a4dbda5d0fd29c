import { Command, InvalidArgumentError, Option } from 'commander';
import type { RestoreChecks, RollbackOptions, RollbackPreview, RollbackResult } from '../../actions/rollback/rollback';
import type { ConnectOptions } from '../../cluster/connect';
import { printable } from '../../diagnostics';
import { clusterOptions, timeoutOption, waitOptions, yesOption } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { environmentOption, examples, outputOption } from '../options';
import { progressView } from '../progress-view';
import { shortCommit } from '../short-names';
import type { Terminal } from '../terminal';
import { untilInterrupted } from '../until-interrupted';

interface Flags extends ConnectOptions {
  readonly env: string;
  readonly to?: number;
  readonly forceConflicts?: boolean;
  readonly trustRecord?: boolean;
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
    .addOption(
      new Option(
        '--trust-record',
        'restore the record although it differs from git, or git cannot tell; rights are refused all the same',
      ).env('TOWPATH_TRUST_RECORD'),
    )
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
  const { reportDeclined, deploySummary, previewText } = await import('../deploy-text');
  const { rollback } = await import('../../actions/rollback/rollback');
  const { env: environment, timeout: timeoutMs, yes, output, ...rest } = flags;
  const onEvent = progressView(terminal);
  const isAsked = terminal.isInteractive && !yes;
  const confirm = async ({ objects, issues, revisions, cluster, ...held }: RollbackPreview) => {
    if (isAsked) terminal.err(previewText({ objects, issues }, 'table', terminal));
    terminal.err(restoreChecksText(held));
    if (!isAsked) return true;
    const what = Object.entries(revisions).map(([application, number]) => `${application} to release ${number}`);
    return terminal.ask(printable(`Take ${environment} (${cluster.context}) back: ${what.join(', ')}?`));
  };
  const options: RollbackOptions = {
    ...rest,
    environment,
    timeoutMs,
    flows,
    confirm,
  };
  const result = await untilInterrupted(terminal, (signal) => rollback({ ...options, signal, onEvent }));
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0) return reportDeclined(terminal);
  terminal.out(
    output === 'json' ? jsonText(result) : rollbackText(result, deploySummary(result.outcomes, environment)),
  );
}

/** Shows what the record was compared with, so that a person can decide whether to restore it. */
function restoreChecksText({ verified, undeclared }: RestoreChecks): string {
  const parts = verified.map(({ application, revision, flows, commit, state, reason }) => {
    const of = `${application}: release ${revision}${flows.length > 0 ? ` (${flows.join(', ')})` : ' (what belongs to no flow)'}`;
    if (state === 'equal')
      return `${of} is what dist/ has at ${shortCommit({ ...(commit !== undefined && { commit }) })}`;
    if (state === 'trusted') return `${of} is not compared with git: --trust-record`;
    return `${of}: git cannot tell whether it is what was deployed: ${reason}`;
  });
  const others = undeclared.map(
    (application) =>
      `${application}: its code does not tell what it declares, so the release is held to what stands in the cluster and to git`,
  );
  return [...parts, ...others].join('\n');
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
