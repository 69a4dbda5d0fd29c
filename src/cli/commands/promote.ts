import { type Command, Option } from 'commander';
import type { PromoteResult, Promotion } from '../../actions/index';
import type { ConnectOptions } from '../../cluster/connect';
import { type Issue, printable } from '../../diagnostics';
import { clusterOptions, overrideOption, timeoutOption, waitOptions, yesOption } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { commitOption, examples, outdirOption, revisionNumber } from '../options';
import type { Terminal } from '../terminal';

interface Flags extends ConnectOptions {
  readonly from?: string;
  readonly to?: string;
  readonly pins?: boolean;
  readonly release?: number;
  readonly digest?: boolean;
  readonly skipEnvironments?: boolean;
  readonly allowDowngrade?: boolean;
  readonly commit?: boolean;
  readonly branch?: string;
  readonly push?: boolean;
  readonly pullRequest?: boolean;
  readonly why?: string;
  readonly override?: string;
  readonly deploy?: boolean;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly outdir: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly output: 'text' | 'json' | 'markdown';
}

export function promoteCommand(terminal: Terminal): Command {
  const command = namedCommand('promote')
    .argument('[name...]', 'the target environment, unless --to names it; then flows: APP, APP/FLOW or FLOW')
    .addOption(environment('--from', 'environment that the versions come from; default: `promotesFrom` of the target'))
    .addOption(environment('--to', 'environment that gets the versions'))
    .addOption(flag('--pins', 'take what the files of the source pin, without a look at its cluster'))
    .addOption(
      new Option('--release <number>', 'take the versions of this release of the source')
        .argParser(revisionNumber)
        .env('TOWPATH_RELEASE')
        .conflicts('pins'),
    )
    .addOption(flag('--digest', 'pin also the digest that runs in the source'))
    .addOption(
      flag(
        '--skip-environments',
        'promote even if the target does not promote from the source; the commit and the release record it',
      ),
    )
    .addOption(flag('--allow-downgrade', 'promote even to an older version; the commit and the release record it'))
    .addOption(commitOption('commit the edited files'))
    .addOption(
      new Option('--branch <name>', 'make this branch and commit on it; it stays checked out').env('TOWPATH_BRANCH'),
    )
    .addOption(flag('--push', 'commit, and push the branch'))
    .addOption(flag('--pull-request', 'commit and push, and open a pull request with `gh` or `glab`; needs --branch'))
    .addOption(new Option('--why <text>', 'reason, for the commit').env('TOWPATH_WHY'))
    .addOption(overrideOption('promote although a gate is closed; the commit and the release record the reason'))
    .addOption(flag('--deploy', 'deploy the promoted flows to the target').conflicts('pullRequest'));
  for (const option of [...clusterOptions(), ...waitOptions()]) command.addOption(option);
  return command
    .addOption(timeoutOption())
    .addOption(outdirOption('output folder'))
    .addOption(flag('--dry-run', 'show the promotion and write nothing'))
    .addOption(yesOption())
    .addOption(
      new Option('-o, --output <format>', 'output format; markdown is for a pull request')
        .choices(['text', 'json', 'markdown'])
        .default('text')
        .env('TOWPATH_OUTPUT'),
    )
    .addHelpText(
      'after',
      examples(
        'towpath promote tst',
        'towpath promote --from tst --to prod pssp/api',
        'towpath promote prod --dry-run -o markdown',
        'towpath promote prod --branch promote-prod --pull-request',
        'towpath promote tst --pins --commit --push -y',
        'towpath promote tst --deploy',
      ),
    )
    .action(async (names: string[], flags: Flags) => {
      const [to, ...flows] = flags.to === undefined ? names : [flags.to, ...names];
      if (to === undefined)
        command.error('error: name the environment that gets the versions, such as `towpath promote tst`');
      await run(to, flows, flags, command, terminal);
    });
}

function flag(name: string, description: string): Option {
  return new Option(name, description).env(`TOWPATH_${name.slice(2).toUpperCase().replaceAll('-', '_')}`);
}

function environment(name: string, description: string): Option {
  return new Option(`${name} <environment>`, description).env(`TOWPATH_${name.slice(2).toUpperCase()}`);
}

async function run(
  to: string,
  flows: readonly string[],
  flags: Flags,
  command: Command,
  terminal: Terminal,
): Promise<void> {
  const { promote } = await import('../../actions/promote/promote');
  const { promotionText, endingsText } = await import('../promotion-text');
  const { promotionMarkdown } = await import('../promotion-markdown');
  const { yes, output, deploy, pins, release, wait: _, timeout: __, ...options } = flags;
  const take = release ?? (pins ? 'pins' : 'running');
  let isShown = false;
  const confirm = async (promotion: Promotion, warnings: readonly Issue[]) => {
    if (!terminal.isInteractive || yes) return true;
    isShown = true;
    showIssues(warnings, terminal);
    terminal.err(promotionText(promotion, terminal));
    return terminal.ask(printable(`Promote from ${promotion.from} to ${to}?`));
  };
  const describe = promotionMarkdown;
  const onWait = (holder: string) => terminal.err(printable(`waiting for ${holder} …`));
  const result = await promote({ ...options, take, to, flows, confirm, describe, onWait });
  if (!isShown) showIssues(result.warnings, terminal);
  if (output === 'markdown') terminal.out(promotionMarkdown(result.promotion));
  else if (output === 'text' && !isShown) terminal.out(promotionText(result.promotion, terminal));
  if (!result.isDone && !flags.dryRun) {
    (await import('../deploy-text')).reportDeclined(terminal);
    if (output === 'json') terminal.out(jsonText(result));
    return;
  }
  const endings = endingsText(result);
  if (output === 'text' && endings !== '') terminal.out(endings);
  const report =
    deploy && result.isDone && !flags.dryRun ? await deployPromoted(result, flags, command, terminal) : undefined;
  if (output === 'json') terminal.out(jsonText({ ...result, ...(report && { deploy: report }) }));
}

/**
 * Deploys the flows of a promotion. A failure is shown, and sets the exit code. `--context` counts for the source alone;
 * the environment file of the target names its context.
 */
async function deployPromoted(
  { promotion }: PromoteResult,
  flags: Flags,
  command: Command,
  terminal: Terminal,
): Promise<object | undefined> {
  const { deploy } = await import('../../actions/deploy/deploy');
  const { runDeploy } = await import('../run-deploy');
  const { deploySummary, previewText, reportDeclined } = await import('../deploy-text');
  const { kubeconfig, wait, timeout: timeoutMs, yes, output, override } = flags;
  const { to: environment } = promotion;
  const moved = promotion.moves.map(({ application, flow }) => `${application}/${flow}`);
  const flows = [...new Set([...moved, ...promotion.unchanged])];
  let written: object | undefined;
  const result = await runDeploy(
    terminal,
    command,
    { environment, kubeconfig },
    (report) => {
      written = report;
    },
    (watched) =>
      deploy({
        ...{ environment, flows, kubeconfig, wait, timeoutMs, override, lifted: promotion.lifted, ...watched },
        confirm: async (preview) => {
          if (!terminal.isInteractive || yes) return true;
          terminal.err(previewText(preview, 'table', terminal));
          return terminal.ask(printable(`Deploy to ${environment} (${preview.cluster.context})?`));
        },
      }),
  );
  if (!result) return written;
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0) reportDeclined(terminal);
  else if (output !== 'json') terminal.out(deploySummary(result.outcomes, environment));
  return written;
}
