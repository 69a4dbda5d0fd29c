import { Argument, Command } from 'commander';
import { jsonText } from '../json';
import { examples, startEnvironmentOption } from '../options';
import { reportIncomplete } from '../short-names';
import type { Terminal } from '../terminal';

const parts = ['init', 'flows', 'deployments', 'address'] as const;

export function portalCommand(terminal: Terminal): Command {
  return new Command('portal')
    .description(
      'serve the extension acme-portal of VS Code: `init` writes the files that it loads, and they call the other parts',
    )
    .addArgument(new Argument('<part>', 'what to do or to print').choices(parts))
    .addOption(startEnvironmentOption())
    .addHelpText('after', examples('towpath portal init', 'towpath portal flows'))
    .action(async (part: (typeof parts)[number], { env: environment }: { readonly env?: string }) => {
      if (part === 'init') {
        const { writePortalFiles } = await import('../../actions/portal/portal-files');
        const { written, kept } = writePortalFiles();
        for (const file of written) terminal.out(`${terminal.paint.green('+')} ${file}`);
        for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
        if (written.length > 0)
          terminal.err('\nnext, install the SDK for the interpreter of the editor: pip install acme-portal-sdk');
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
        // A page of GitHub or GitLab says more than a page on disk, and that says more than a file of the workspace.
        terminal.out(
          (address.startsWith('file:') ? await statusPage(environment ?? initialEnvironment()) : undefined) ?? address,
        );
      }
    });
}
