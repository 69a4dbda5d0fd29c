import { Command, Option } from 'commander';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { environmentOption, examples } from '../options';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env: string;
  readonly user?: string;
  readonly group?: string;
  readonly serviceAccount?: string;
  readonly takeOwnership?: boolean;
  readonly pruneData?: boolean;
  readonly output: 'yaml' | 'json';
}

export function rbacCommand(terminal: Terminal): Command {
  return new Command('rbac')
    .description('print the Roles that a deploy to an environment needs, for an administrator to apply')
    .argument('[flow...]', 'applications, APPLICATION/FLOW or flows, whose applications are meant; all without any')
    .addOption(environmentOption())
    .addOption(new Option('--user <name>', 'bind them to a user').env('TOWPATH_USER'))
    .addOption(new Option('--group <name>', 'bind them to a group').env('TOWPATH_GROUP'))
    .addOption(
      new Option(
        '--service-account <account>',
        'bind them to a service account: NAMESPACE:NAME, or NAME in the namespace of the environment',
      ).env('TOWPATH_SERVICE_ACCOUNT'),
    )
    .addOption(
      new Option('--take-ownership', 'with what `deploy --take-ownership` needs besides').env('TOWPATH_TAKE_OWNERSHIP'),
    )
    .addOption(new Option('--prune-data', 'with what `deploy --prune-data` needs besides').env('TOWPATH_PRUNE_DATA'))
    .addOption(
      new Option('-o, --output <format>', 'how they are printed')
        .choices(['yaml', 'json'])
        .default('yaml')
        .env('TOWPATH_OUTPUT'),
    )
    .addHelpText(
      'after',
      examples(
        'towpath rbac -e prod --service-account ci:deployer | kubectl apply -f -',
        'towpath rbac -e prod pssp --group pssp-team',
      ),
    )
    .action((flows: string[], flags: Flags) => run(flows, flags, terminal));
}

async function run(flows: string[], { env: environment, output, ...rest }: Flags, terminal: Terminal): Promise<void> {
  const { rbac } = await import('../../actions/rbac/rbac');
  const { stringifyDocuments } = await import('../../targets/yaml/stringify');
  const { objects, warnings } = await rbac({ ...rest, environment, flows });
  showIssues(warnings, terminal);
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  terminal.out(output === 'json' ? jsonText(list) : stringifyDocuments(objects).trimEnd());
}
