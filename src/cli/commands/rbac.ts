import { type Command, Option } from 'commander';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentOption, examples } from '../options';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env: string;
  readonly user?: string;
  readonly group?: string;
  readonly serviceAccount?: string;
  readonly takeOwnership?: boolean;
  readonly pruneData?: boolean;
  readonly logs?: boolean;
  readonly guard?: boolean;
  readonly output: 'yaml' | 'json';
}

export function rbacCommand(terminal: Terminal): Command {
  return namedCommand('rbac')
    .argument('[flow...]', 'print only the Roles of these applications: APP, APP/FLOW or FLOW')
    .addOption(environmentOption())
    .addOption(new Option('--user <name>', 'bind the Roles to a user').env('TOWPATH_USER'))
    .addOption(new Option('--group <name>', 'bind the Roles to a group').env('TOWPATH_GROUP'))
    .addOption(
      new Option(
        '--service-account <account>',
        'bind the Roles to a service account: NAMESPACE:NAME, or NAME in the namespace of the environment',
      ).env('TOWPATH_SERVICE_ACCOUNT'),
    )
    .addOption(
      new Option('--take-ownership', 'include the rights that `deploy --take-ownership` needs').env(
        'TOWPATH_TAKE_OWNERSHIP',
      ),
    )
    .addOption(
      new Option('--prune-data', 'include the rights that `deploy --prune-data` needs').env('TOWPATH_PRUNE_DATA'),
    )
    .addOption(
      new Option(
        '--logs',
        'include the rights that `deploy --logs` needs: to read the output of pods, and the Secrets that are masked in it',
      ).env('TOWPATH_LOGS'),
    )
    .addOption(
      new Option(
        '--guard',
        'add policies by which no other account changes the objects of the applications; needs an account, and Kubernetes 1.30',
      ).env('TOWPATH_GUARD'),
    )
    .addOption(
      new Option('-o, --output <format>', 'output format')
        .choices(['yaml', 'json'])
        .default('yaml')
        .env('TOWPATH_OUTPUT'),
    )
    .addHelpText(
      'after',
      examples(
        'towpath rbac -e prod --service-account ci:deployer | kubectl apply -f -',
        'towpath rbac -e prod pssp --group pssp-team',
        'towpath rbac -e prod --guard --service-account ci:deployer | kubectl apply -f -',
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
