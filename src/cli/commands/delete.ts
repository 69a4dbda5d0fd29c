import { type Command, Option } from 'commander';
import type { DeletePreview } from '../../actions/delete/delete';
import type { ConnectOptions } from '../../cluster/connect';
import { printable, printableLine } from '../../diagnostics';
import { clusterOptions, overrideOption, yesOption } from '../cluster-options';
import { showIssues } from '../issues';
import { namedCommand } from '../named-command';
import { environmentOption, examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

interface Flags extends ConnectOptions {
  /** The folder of `-C`. */
  readonly directory?: string;
  readonly env: string;
  readonly pruneData?: boolean;
  readonly override?: string;
  readonly yes?: boolean;
  readonly output: 'table' | 'json';
}

export function deleteCommand(terminal: Terminal): Command {
  const command = namedCommand('delete')
    .argument('<application>', 'name of the application; the workspace does not have to declare it any more')
    .addOption(environmentOption());
  for (const option of clusterOptions()) command.addOption(option);
  return command
    .addOption(new Option('--prune-data', 'also delete the claims, with their data').env('TOWPATH_PRUNE_DATA'))
    .addOption(overrideOption('delete although a gate is closed'))
    .addOption(yesOption())
    .addOption(outputOption())
    .addHelpText('after', examples('towpath delete -e dev pssp', 'towpath delete -e dev pssp --prune-data -y'))
    .action((application: string, _: Flags, command: Command) => run(application, command, terminal));
}

async function run(application: string, command: Command, terminal: Terminal): Promise<void> {
  const { reportDeclined } = await import('../deploy-text');
  const { reportWriter, runDeploy } = await import('../run-deploy');
  const { deleteApplication } = await import('../../actions/delete/delete');
  const { env: environment, yes, output, directory, ...rest } = command.optsWithGlobals<Flags>();
  const isAsked = terminal.isInteractive && !yes;
  const confirm = async (preview: DeletePreview) => {
    terminal.err(await planText(preview, terminal));
    if (!isAsked) return true;
    return terminal.ask(printable(`Delete ${application} from ${environment} (${preview.cluster.context})?`));
  };
  const result = await runDeploy(
    terminal,
    command,
    { environment, directory, ...rest },
    reportWriter(output, terminal),
    (watched) => deleteApplication({ ...rest, environment, application, ...watched, confirm }),
  );
  if (!result) return;
  showIssues(result.warnings, terminal);
  if (result.outcomes.length === 0) return reportDeclined(terminal);
  const overridden = result.override === undefined ? '' : `; gates overridden: ${result.override}`;
  if (output === 'table') terminal.out(printableLine(`${application}: deleted from ${environment}${overridden}`));
}

/** What would be deleted, what is kept, and what stays because a deploy never deletes it. */
async function planText({ objects, left }: DeletePreview, terminal: Terminal): Promise<string> {
  const { liveText } = await import('../live-diff/text');
  const stays = left.map(({ kind, namespace, name }) => {
    const where =
      namespace === undefined
        ? 'it is in no namespace'
        : `it is in the namespace ${namespace}, and does not have the label of the application`;
    return printableLine(`  ${kind}/${name} stays: ${where}`);
  });
  return [
    objects.length === 0 ? 'no objects; the releases and the lease are deleted' : liveText(objects, () => [], terminal),
    ...stays,
  ].join('\n');
}
