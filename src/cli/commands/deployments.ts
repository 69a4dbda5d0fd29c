import type { Command } from 'commander';
import { type Deployment, isOrphan } from '../../actions/deployments/deployment';
import { age } from '../age';
import { type FindDeploymentsFlags, findDeploymentsOptions } from '../cluster-options';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentsOption, examples, tableOption, tableWidth } from '../options';
import { reportIncomplete, shortCommit, shortVersion } from '../short-names';
import { type Column, table } from '../table';
import type { Terminal } from '../terminal';

interface Flags extends FindDeploymentsFlags {
  readonly env?: string[];
  readonly output: string;
}

export function deploymentsCommand(terminal: Terminal): Command {
  const command = namedCommand('deployments').addOption(environmentsOption());
  for (const option of findDeploymentsOptions()) command.addOption(option);
  return command
    .addOption(tableOption())
    .addHelpText(
      'after',
      examples(
        'towpath deployments',
        'towpath deployments -e prod -o json',
        'towpath deployments -A --context campus-prod',
      ),
    )
    .action(async ({ env: environments, output, ...where }: Flags) => {
      const { findDeployments } = await import('../../actions/deployments/find-deployments');
      const { deployments, issues } = await findDeployments({ environments, ...where });
      terminal.out(
        output === 'json' ? jsonText(deployments) : deploymentsTable(deployments, tableWidth(output, terminal)),
      );
      reportIncomplete(issues, terminal);
    });
}

function deploymentsTable(deployments: readonly Deployment[], width: number): string {
  const places = new Set(deployments.map(placeOf));
  const isAmbiguous = places.size < deployments.length;
  const columns: Column[] = [
    { head: 'application' },
    { head: 'flow' },
    { head: 'env' },
    ...(isAmbiguous ? [{ head: 'namespace' }, { head: 'instance' }] : []),
    { head: 'version' },
    { head: 'state' },
    { head: 'since', spare: 4 },
    { head: 'by', spare: 3 },
    { head: 'commit', spare: 2 },
    { head: 'digest', spare: 1 },
    { head: 'note' },
  ];
  const rows = deployments.map((one) => [
    one.application,
    one.flow,
    one.environment,
    ...(isAmbiguous ? [one.namespace ?? '-', one.instance] : []),
    shortVersion(one.version ?? '-'),
    one.state,
    age(one.since),
    one.appliedBy?.user ?? one.appliedBy?.manager ?? '-',
    shortCommit(one),
    shortVersion(one.digest ?? '-').replace('sha256:', ''),
    noteOf(one),
  ]);
  return table(columns, rows, width);
}

function placeOf({ application, flow, environment }: Deployment): string {
  return JSON.stringify([application, flow, environment]);
}

function noteOf(deployment: Deployment): string {
  const { object, state, message, release, reason } = deployment;
  const isWell = state === 'healthy' && object !== undefined;
  return [
    isOrphan(deployment) && 'orphan: not declared',
    !isWell && message,
    reason !== undefined && `release ${release} failed: ${reason}`,
  ]
    .filter(Boolean)
    .join('; ');
}
