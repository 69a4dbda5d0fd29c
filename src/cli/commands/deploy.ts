import { type Command, Option } from 'commander';
import type { DeployOptions } from '../../actions/deploy/deploy';
import type { EnvironmentDiff } from '../../actions/diff/diff-live';
import { issueError, printable } from '../../diagnostics';
import {
  clusterOptions,
  type DeployFlags,
  deployOptions,
  overrideOption,
  type PatienceFlags,
  patienceOf,
  patienceOptions,
  timeoutOption,
  waitOptions,
  yesOption,
} from '../cluster-options';
import { showIssues } from '../issues';
import { namedCommand } from '../named-command';
import { examples, outputOption, startEnvironmentOption } from '../options';
import type { Terminal } from '../terminal';

interface Flags extends DeployFlags, PatienceFlags {
  /** The folder of `-C`. */
  readonly directory?: string;
  readonly rollbackOnFailure?: boolean;
  readonly report?: string;
  readonly logs?: boolean;
  readonly plan?: string;
  readonly override?: string;
  readonly tag?: string;
  readonly env?: string;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly dryRun: 'none' | 'client' | 'server';
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
}

export function deployCommand(terminal: Terminal): Command {
  const command = namedCommand('deploy')
    .argument('[flow...]', 'deploy only these: APP, APP/FLOW or FLOW')
    .addOption(startEnvironmentOption());
  for (const option of [...clusterOptions(), ...deployOptions(), ...waitOptions(), ...patienceOptions()])
    command.addOption(option);
  return command
    .addOption(timeoutOption())
    .addOption(
      new Option(
        '--rollback-on-failure',
        'restore the earlier release of each application whose deploy fails; pins are not edited',
      ).env('TOWPATH_ROLLBACK_ON_FAILURE'),
    )
    .addOption(overrideOption('deploy although a gate is closed; the release records the reason'))
    .addOption(
      new Option('--tag <version>', 'first pin the images of these applications or flows to this TAG or DIGEST')
        .conflicts(['dryRun', 'plan'])
        .env('TOWPATH_TAG'),
    )
    .addOption(
      new Option('--plan <file>', 'deploy only if it does exactly what `diff --save` saved in this file').env(
        'TOWPATH_PLAN',
      ),
    )
    .addOption(
      new Option('--report <file>', 'also write the JSON result to this file, also if the deploy fails').env(
        'TOWPATH_REPORT',
      ),
    )
    .addOption(
      new Option(
        '--dry-run <kind>',
        'write nothing: `client` prints the order of the objects, `server` prints what would change in the cluster',
      )
        .choices(['none', 'client', 'server'])
        .default('none')
        .env('TOWPATH_DRY_RUN'),
    )
    .addOption(
      new Option(
        '--logs',
        'if pods do not become ready, show their events and the last lines of their containers; values of Secrets that the application names are masked',
      ).env('TOWPATH_LOGS'),
    )
    .addOption(yesOption())
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        'towpath deploy',
        'towpath deploy -e tst',
        'towpath deploy -e tst pssp --tag v1.2.0',
        'towpath deploy -e prod pssp/api --timeout 10m',
        'towpath deploy -e prod --dry-run=server',
        'towpath deploy -e prod --override "INC-7: certificate expired"',
        'towpath deploy -e prod --plan plan.json',
        'towpath deploy -e prod --rollback-on-failure --report deploy.json -y',
        'towpath deploy -e prod --take-ownership -y',
      ),
    )
    .action((flows: string[], _: Flags, command: Command) => run(flows, command, terminal));
}

async function run(flows: string[], command: Command, terminal: Terminal): Promise<void> {
  const flags: Flags = command.optsWithGlobals();
  const { reportDeclined, deploySummary, previewText, stepsText } = await import('../deploy-text');
  const {
    env,
    timeout: timeoutMs,
    yes,
    dryRun,
    output,
    rollbackOnFailure,
    report,
    plan,
    tag,
    directory,
    ...given
  } = flags;
  const environment = env ?? (await import('../../actions/deploy/initial-environment')).initialEnvironment();
  const { activityTimeout, failuresAllowed, ...rest } = given;
  const patience = patienceOf({ activityTimeout, failuresAllowed });
  if (plan !== undefined && dryRun === 'client') throw planNeedsServer();
  const { readPlan } = await import('../read-plan');
  const reviewed = plan === undefined ? undefined : readPlan(plan);
  const options: DeployOptions = { ...rest, ...patience, environment, timeoutMs, flows, reviewed };
  if (dryRun === 'client') {
    const { deploySteps } = await import('../../actions/deploy/deploy-steps');
    const { steps, warnings } = await deploySteps(options);
    showIssues(warnings, terminal);
    return terminal.out(stepsText(steps, output));
  }
  const { deploy, previewDeploy } = await import('../../actions/deploy/deploy');
  const { deployOrRollBack } = await import('../../actions/rollback/rollback-on-failure');
  if (dryRun === 'server') {
    const preview = await previewDeploy(options);
    showIssues(preview.warnings, terminal);
    return terminal.out(previewText(preview, output, terminal));
  }
  const { pinFirst } = await import('../pin-first');
  const pinned = tag === undefined ? undefined : await pinFirst({ environment, flows, tag }, terminal);
  const { reportWriter, runDeploy } = await import('../run-deploy');
  const isAsked = terminal.isInteractive && !yes;
  const shown = new Set<string>();
  const confirm = async (preview: EnvironmentDiff) => {
    // Warnings are shown before the first write, such as that the deploy goes back to older code.
    const found = [...preview.warnings, ...preview.issues];
    showIssues(found, terminal);
    for (const { message } of found) shown.add(message);
    if (!isAsked) return true;
    terminal.err(previewText(preview, 'table', terminal));
    return terminal.ask(printable(`Deploy to ${environment} (${preview.cluster.context})?`));
  };
  const carryOut = rollbackOnFailure ? deployOrRollBack : deploy;
  const result = await runDeploy(
    terminal,
    command,
    { environment, directory, ...rest },
    reportWriter(output, terminal, report),
    (watched) => carryOut({ ...options, ...watched, confirm }),
  );
  if (!result) return pinned?.explainRefusal();
  showIssues(
    result.warnings.filter(({ message }) => !shown.has(message)),
    terminal,
  );
  if (result.outcomes.length === 0) {
    reportDeclined(terminal);
    return pinned?.explainRefusal();
  }
  if (output === 'table') terminal.out(deploySummary(result.outcomes, environment));
}

/** A plan says what changes in the cluster, which a dry run of the client does not ask. */
function planNeedsServer(): Error {
  const message = '`--plan` is compared with the cluster, which `--dry-run=client` does not ask';
  return issueError('invalid-call', message, { hint: 'use `--dry-run=server`' });
}
