import { Command, Option } from 'commander';
import type { DeployOptions } from '../../actions/deploy/deploy';
import type { EnvironmentDiff } from '../../actions/diff/diff-live';
import { printable } from '../../diagnostics';
import {
  clusterOptions,
  type DeployFlags,
  deployOptions,
  timeoutOption,
  waitOptions,
  yesOption,
} from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { environmentOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';
import { untilInterrupted } from '../until-interrupted';

interface Flags extends DeployFlags {
  readonly env: string;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly dryRun: 'none' | 'client' | 'server';
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
}

export function deployCommand(terminal: Terminal): Command {
  const command = new Command('deploy')
    .description('apply the objects of an environment to its cluster, and wait until they are ready')
    .argument('[flow...]', 'deploy only these: APP, APP/FLOW or FLOW')
    .addOption(environmentOption());
  for (const option of [...clusterOptions(), ...deployOptions(), ...waitOptions()]) command.addOption(option);
  return command
    .addOption(timeoutOption())
    .addOption(
      new Option(
        '--dry-run <kind>',
        'write nothing: `client` prints the order of the objects, `server` prints what would change in the cluster',
      )
        .choices(['none', 'client', 'server'])
        .default('none')
        .env('TOWPATH_DRY_RUN'),
    )
    .addOption(yesOption())
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        'towpath deploy -e dev',
        'towpath deploy -e prod pssp/api --timeout 10m',
        'towpath deploy -e prod --dry-run=server',
        'towpath deploy -e prod --take-ownership -y',
      ),
    )
    .action((flows: string[], flags: Flags) => run(flows, flags, terminal));
}

async function run(flows: string[], flags: Flags, terminal: Terminal): Promise<void> {
  const { reportDeclined, deploySummary, previewText, stepsText } = await import('../deploy-text');
  const { env: environment, timeout: timeoutMs, yes, dryRun, output, ...rest } = flags;
  const options: DeployOptions = { ...rest, environment, timeoutMs, flows };
  if (dryRun === 'client') {
    const { deploySteps } = await import('../../actions/deploy/deploy-steps');
    const { steps, warnings } = await deploySteps(options);
    showIssues(warnings, terminal);
    return terminal.out(stepsText(steps, output));
  }
  const { deploy, previewDeploy } = await import('../../actions/deploy/deploy');
  if (dryRun === 'server') {
    const preview = await previewDeploy(options);
    showIssues(preview.warnings, terminal);
    return terminal.out(previewText(preview, output, terminal));
  }
  const { progressView } = await import('../progress-view');
  const onEvent = progressView(terminal);
  const isAsked = terminal.isInteractive && !yes;
  const confirm = async (preview: EnvironmentDiff) => {
    terminal.err(previewText(preview, 'table', terminal));
    return terminal.ask(printable(`Deploy to ${environment} (${preview.cluster.context})?`));
  };
  const result = await untilInterrupted(terminal, (signal) =>
    deploy({ ...options, signal, onEvent, ...(isAsked && { confirm }) }),
  );
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0) return reportDeclined(terminal);
  terminal.out(output === 'json' ? jsonText(result.outcomes) : deploySummary(result.outcomes, environment));
}
