import { Command } from 'commander';
import type { HistoryEntry } from '../../actions/history/history';
import type { ReleasePinChange } from '../../actions/history/pin-changes';
import { age } from '../age';
import { type FindDeploymentsFlags, findDeploymentsOptions } from '../cluster-options';
import { jsonText } from '../json';
import { environmentOption, examples, tableOption, tableWidth } from '../options';
import { reportIncomplete, shortCommit, shortVersion } from '../short-names';
import { type Column, table } from '../table';
import type { Terminal } from '../terminal';

interface Flags extends FindDeploymentsFlags {
  readonly env: string;
  readonly output: string;
}

export function historyCommand(terminal: Terminal): Command {
  const command = new Command('history')
    .description('list the releases of an environment with their time, account, commit and changed versions')
    .argument('[application]', 'list only the releases of this application')
    .addOption(environmentOption());
  for (const option of findDeploymentsOptions()) command.addOption(option);
  return command
    .addOption(tableOption())
    .addHelpText('after', examples('towpath history -e prod', 'towpath history -e prod pssp -o json'))
    .action(async (application: string | undefined, { env, output, ...where }: Flags) => {
      const { history } = await import('../../actions/history/history');
      const { releases, issues } = await history({ environment: env, application, ...where });
      terminal.out(output === 'json' ? jsonText(releases) : historyTable(releases, tableWidth(output, terminal)));
      reportIncomplete(issues, terminal);
    });
}

function historyTable(releases: readonly HistoryEntry[], width: number): string {
  const places = new Set(releases.map(({ namespace, instance }) => `${namespace}/${instance}`));
  const applications = new Set(releases.map(({ application }) => application));
  const isAmbiguous = places.size > applications.size;
  const rows = releases.map((one) => [
    one.application,
    ...(isAmbiguous ? [one.namespace, one.instance] : []),
    String(one.revision),
    age(one.at),
    one.by,
    shortCommit(one),
    one.state,
    whatOf(one),
  ]);
  const columns: Column[] = [
    { head: 'application' },
    ...(isAmbiguous ? [{ head: 'namespace' }, { head: 'instance' }] : []),
    { head: 'revision' },
    { head: 'when' },
    { head: 'by', spare: 2 },
    { head: 'commit', spare: 1 },
    { head: 'state' },
    { head: 'what' },
  ];
  return table(columns, rows, width);
}

function whatOf({ restores, changes }: HistoryEntry): string {
  const restored = restores === undefined ? [] : [`restores ${restores}`];
  const changed = changes?.map(changeText) ?? [];
  return [...restored, ...changed].join('; ') || (changes ? 'no pin changed' : '-');
}

function changeText({ flows, from, to }: ReleasePinChange): string {
  const names = flows.join(',');
  if (from === undefined) return `+ ${names} ${shortVersion(to ?? '')}`;
  if (to === undefined) return `- ${names} ${shortVersion(from)}`;
  return `${names} ${shortVersion(from)} → ${shortVersion(to)}`;
}
