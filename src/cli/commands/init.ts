import { join } from 'node:path';
import { cwd } from 'node:process';
import type { Command } from 'commander';
import type { InitProposal } from '../../actions/index';
import { count } from '../../data/count';
import { TowpathError } from '../../diagnostics';
import { yesOption } from '../cluster-options';
import { namedCommand } from '../named-command';
import { examples } from '../options';
import type { Terminal } from '../terminal';

export function initCommand(terminal: Terminal): Command {
  return namedCommand('init')
    .argument('[name]', 'name of the application; default: the name of the folder')
    .addOption(yesOption('write the workspace that is proposed for a repository, without a question'))
    .addHelpText('after', examples('towpath init', 'towpath init shop', 'towpath init shop -y'))
    .action(async (name: string | undefined, { yes = false }: { yes?: boolean }) => {
      const { proposeInit } = await import('../../actions/init/propose-init');
      const proposal = await proposeInit({ name });
      if (proposal && !(await isAccepted(proposal, yes, terminal))) return;
      const { init } = await import('../../actions/init/init');
      const { written, kept } = init(proposal ? { proposal } : { name });
      const schemas = proposal ? [] : await writtenSchemas();
      for (const file of [...written, ...schemas]) terminal.out(`${terminal.paint.green('+')} ${file}`);
      for (const file of kept) terminal.out(terminal.paint.dim(`  ${file} (kept)`));
      if (written.length === 0) return;
      const { packageManagerOf } = await import('../../actions/init/package-manager');
      const manager = packageManagerOf(join(cwd(), proposal?.folder ?? ''));
      if (!proposal) return terminal.err(`\nnext, run: ${manager} install && ${manager} run synth && ${manager} test`);
      const { nextCommands } = await import('../init-text');
      terminal.err(['\nnext, run:', ...nextCommands(proposal, manager).map((command) => `  ${command}`)].join('\n'));
    });
}

/** Shows a proposal before anything is written. Without a terminal, only `-y` accepts it. */
async function isAccepted(proposal: InitProposal, yes: boolean, terminal: Terminal): Promise<boolean> {
  const { previewInit } = await import('../../actions/init/preview-init');
  const { proposalText } = await import('../init-text');
  const preview = previewInit({ proposal });
  const files = Object.keys(preview.texts).length;
  if (files === 0) return true;
  (terminal.isInteractive ? terminal.err : terminal.out)(proposalText(proposal, preview, terminal));
  if (yes) return true;
  if (terminal.isInteractive && (await terminal.ask(`\nWrite ${count(files, 'file')}?`))) return true;
  const { reportDeclined } = await import('../deploy-text');
  reportDeclined(terminal);
  if (!terminal.isInteractive) terminal.err(`to accept the proposal, run: towpath init ${proposal.application} -y`);
  return false;
}

/** Writes the schemas for the editor. Until the packages are installed no application can be loaded, so there are none. */
async function writtenSchemas(): Promise<readonly string[]> {
  const { schema } = await import('../../actions/schema/schema');
  try {
    return (await schema()).written;
  } catch (error) {
    if (TowpathError.is(error)) return [];
    throw error;
  }
}
