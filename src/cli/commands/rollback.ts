import { type Command, Option } from 'commander';
import type { RollbackResult } from '../../actions/rollback/rollback';
import type { RestoreChecks, RollbackOptions, RollbackPreview } from '../../actions/rollback/rollback-options';
import type { ConnectOptions } from '../../cluster/connect';
import { printable } from '../../diagnostics';
import { clusterOptions, timeoutOption, waitOptions, yesOption } from '../cluster-options';
import { showIssues } from '../issues';
import { namedCommand } from '../named-command';
import { environmentOption, examples, outputOption, revisionNumber } from '../options';
import { shortCommit } from '../short-names';
import type { Terminal } from '../terminal';

interface Flags extends ConnectOptions {
  /** The folder of `-C`. */
  readonly directory?: string;
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
  const command = namedCommand('rollback')
    .argument(
      '[flow...]',
      'roll back only these: APP, APP/FLOW or FLOW; default: the applications whose newest release failed',
    )
    .addOption(environmentOption())
    .addOption(
      new Option(
        '--to <revision>',
        'number of the release to restore; default: the last successful one before the current one',
      )
        .argParser(revisionNumber)
        .env('TOWPATH_TO'),
    );
  for (const option of [...clusterOptions(), ...waitOptions()]) command.addOption(option);
  return command
    .addOption(
      new Option('--force-conflicts', 'take over conflicting fields from other field managers').env(
        'TOWPATH_FORCE_CONFLICTS',
      ),
    )
    .addOption(
      new Option(
        '--trust-record',
        'restore the release even if it differs from git or cannot be compared with git; new rights are still refused',
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
    .action((flows: string[], _: Flags, command: Command) => run(flows, command, terminal));
}

async function run(flows: string[], command: Command, terminal: Terminal): Promise<void> {
  const flags: Flags = command.optsWithGlobals();
  const { reportDeclined, deploySummary, previewText } = await import('../deploy-text');
  const { rollback } = await import('../../actions/rollback/rollback');
  const { env: environment, timeout: timeoutMs, yes, output, directory, ...rest } = flags;
  const { reportWriter, runDeploy } = await import('../run-deploy');
  const isAsked = terminal.isInteractive && !yes;
  const confirm = async ({ objects, issues, revisions, cluster, ...checks }: RollbackPreview) => {
    if (isAsked) terminal.err(previewText({ objects, issues }, 'table', terminal));
    terminal.err(restoreChecksText(checks));
    if (!isAsked) return true;
    const what = Object.entries(revisions).map(([application, number]) => `${application} to release ${number}`);
    return terminal.ask(printable(`Roll back ${environment} (${cluster.context}): ${what.join(', ')}?`));
  };
  const options: RollbackOptions = {
    ...rest,
    environment,
    timeoutMs,
    flows,
    confirm,
  };
  const result = await runDeploy(
    terminal,
    command,
    { environment, directory, ...rest },
    reportWriter(output, terminal),
    (watched) => rollback({ ...options, ...watched }),
  );
  if (!result) return;
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0 && result.warnings.length === 0) return reportDeclined(terminal);
  if (result.outcomes.length === 0 || output !== 'table') return;
  terminal.out(rollbackText(result, deploySummary(result.outcomes, environment)));
}

/** Shows what the release was compared with, so that a person can decide whether to restore it. */
function restoreChecksText({ verified, undeclared }: RestoreChecks): string {
  const parts = verified.map(({ application, revision, flows, commit, state, reason }) => {
    const of = `${application}: release ${revision}${flows.length > 0 ? ` (${flows.join(', ')})` : ' (objects outside the flows)'}`;
    if (state === 'equal') return `${of} equals dist/ at ${shortCommit({ ...(commit !== undefined && { commit }) })}`;
    if (state === 'trusted') return `${of} was not compared with git (--trust-record)`;
    return `${of} cannot be compared with git: ${reason}`;
  });
  const others = undeclared.map(
    (application) =>
      `${application}: the code of the application fails, so the release was compared only with the cluster and with git`,
  );
  return [...parts, ...others].join('\n');
}

function rollbackText({ pins, holds, beyond }: RollbackResult, summary: string): string {
  return [
    summary,
    ...pins.map(({ file, path, before, after }) =>
      printable(`${file}: ${path} ${before ?? '(none)'} → ${after ?? '(removed)'}`),
    ),
    ...holds.map(({ application, image, version }) => printable(`${application}/${image} ${version} is held`)),
    ...(beyond.length > 0
      ? [
          'the next deploy changes these objects again, because the code or the environment files differ from the release:',
        ]
      : []),
    ...beyond.map(
      ({ kind, name, change, fields }) =>
        `  ${printable(`${kind}/${name} ${fields.length > 0 ? fields.join(', ') : change}`)}`,
    ),
  ]
    .filter((line) => line !== '')
    .join('\n');
}
