import { type Command, Option } from 'commander';
import type { HistoryOptions } from '../../actions/history/history';
import { type FindDeploymentsFlags, findDeploymentsOptions } from '../cluster-options';
import { historyTable, merged } from '../history-table';
import { jsonText } from '../json';
import { metricsText } from '../metrics-text';
import { namedCommand } from '../named-command';
import { environmentOption, examples, revisionNumber, tableOption, tableWidth } from '../options';
import { releaseText } from '../release-text';
import { reportIncomplete } from '../short-names';
import type { Terminal } from '../terminal';

interface Flags extends FindDeploymentsFlags {
  readonly env: string;
  readonly output: string;
  readonly revision?: number;
  readonly metrics?: boolean;
}

export function historyCommand(terminal: Terminal): Command {
  const command = namedCommand('history')
    .argument('[application]', 'list only the releases of this application')
    .addOption(environmentOption())
    .addOption(
      new Option('--revision <number>', 'show one release with its flows and objects')
        .argParser(revisionNumber)
        .env('TOWPATH_REVISION'),
    )
    .addOption(
      new Option('--metrics', 'show how often, how fast and how well releases are deployed: the four DORA measures')
        .conflicts('revision')
        .env('TOWPATH_METRICS'),
    );
  for (const option of findDeploymentsOptions()) command.addOption(option);
  return command
    .addOption(tableOption())
    .addHelpText(
      'after',
      examples(
        'towpath history -e prod',
        'towpath history -e prod pssp -o json',
        'towpath history -e prod pssp --revision 12',
        'towpath history -e prod --metrics',
      ),
    )
    .action(
      async (application: string | undefined, { env, output, revision, metrics: isMeasured, ...where }: Flags) => {
        const options = { environment: env, application, ...where };
        if (isMeasured) return showMetrics(options, output, terminal);
        if (revision !== undefined) return showRelease({ ...options, revision }, output, terminal);
        const { history } = await import('../../actions/history/history');
        const { releases, commits, issues } = await history(options);
        const rows = merged(releases, commits);
        terminal.out(output === 'json' ? jsonText(rows) : historyTable(rows, tableWidth(output, terminal)));
        reportIncomplete(issues, terminal);
      },
    );
}

async function showMetrics(options: HistoryOptions, output: string, terminal: Terminal): Promise<void> {
  const { metrics } = await import('../../actions/history/metrics');
  const found = await metrics(options);
  const { issues, ...measures } = found;
  terminal.out(output === 'json' ? jsonText(measures) : metricsText(found, tableWidth(output, terminal)));
  reportIncomplete(issues, terminal);
}

async function showRelease(
  { application, revision, ...options }: HistoryOptions & { readonly revision: number },
  output: string,
  terminal: Terminal,
): Promise<void> {
  const { releaseDetails } = await import('../../actions/history/release-details');
  const only = application === undefined ? [] : [application];
  const { releases, issues } = await releaseDetails({ ...options, only, revisions: [revision] });
  const found = releases.flat();
  terminal.out(
    output === 'json'
      ? jsonText(found)
      : found.map((one) => releaseText(one, tableWidth(output, terminal))).join('\n\n'),
  );
  reportIncomplete(issues, terminal);
}
