import { Argument, type Command } from 'commander';
import { count } from '../../data/count';
import { printableLine } from '../../diagnostics';
import { yesOption } from '../cluster-options';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { examples, startEnvironmentOption } from '../options';
import { reportIncomplete } from '../short-names';
import type { Terminal } from '../terminal';

const parts = ['init', 'flows', 'deployments', 'address'] as const;

export function portalCommand(terminal: Terminal): Command {
  return namedCommand('portal')
    .addArgument(new Argument('<part>', 'what to do or to print').choices(parts))
    .addOption(startEnvironmentOption())
    .addOption(yesOption('write files above the workspace without a question'))
    .addHelpText('after', examples('towpath portal init', 'towpath portal flows'))
    .action(
      async (
        part: (typeof parts)[number],
        { env: environment, yes = false }: { readonly env?: string; readonly yes?: boolean },
        command: Command,
      ) => {
        if (part !== 'address' && command.getOptionValueSource('env') === 'cli')
          command.error(`error: \`towpath portal ${part}\` is about all environments; remove \`-e\``);
        if (part === 'init') {
          await initPortal(yes, terminal);
        } else if (part === 'flows') {
          const { portalFlows } = await import('../../actions/portal/portal-flows');
          const { flows, issues } = await portalFlows();
          terminal.out(jsonText(flows));
          reportIncomplete(issues, terminal);
        } else if (part === 'deployments') {
          const { portalDeployments } = await import('../../actions/portal/portal-deployments');
          const { deployments, issues } = await portalDeployments();
          terminal.out(jsonText(deployments));
          reportIncomplete(issues, terminal);
        } else {
          const { deployedAddress } = await import('../../actions/portal/deployed-address');
          const { statusPage } = await import('../status-page');
          const { initialEnvironment } = await import('../../actions/deploy/initial-environment');
          const address = deployedAddress({ environment });
          // A page of GitHub or GitLab is preferred to the status page on disk, and that page to the environment file.
          terminal.out(
            (address.startsWith('file:') ? await statusPage(environment ?? initialEnvironment()) : undefined) ??
              address,
          );
        }
      },
    );
}

/** Files above the workspace are shown before they are written. Without a terminal, only `-y` accepts them. */
async function initPortal(yes: boolean, terminal: Terminal): Promise<void> {
  const { planPortalFiles } = await import('../../actions/portal/portal-plan');
  const { workspaceRoot } = await import('../../workspace/workspace-root');
  const root = workspaceRoot();
  const plan = planPortalFiles(root);
  if (plan.folder !== root && plan.written.length > 0) {
    (terminal.isInteractive ? terminal.err : terminal.out)(
      ['The files are for the repository, because the editor opens its folder:', ...plan.written].join('\n  '),
    );
    if (!yes && !(terminal.isInteractive && (await terminal.ask(`\nWrite ${count(plan.written.length, 'file')}?`)))) {
      const { reportDeclined } = await import('../deploy-text');
      reportDeclined(terminal);
      if (!terminal.isInteractive) terminal.err('to write them, run: towpath portal init -y');
      return;
    }
  }
  const { writePortalFiles } = await import('../../actions/portal/portal-files');
  const { folder, written, kept } = writePortalFiles();
  for (const file of written) terminal.out(`${terminal.paint.green('+')} ${file}`);
  for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
  if (written.length === 0) return;
  terminal.err('\nnext, install the SDK for the interpreter of the editor: pip install acme-portal-sdk');
  terminal.err(`then open this folder in the editor: ${printableLine(folder)}`);
}
