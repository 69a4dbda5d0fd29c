import { type Command, Option } from 'commander';
import type { Status } from '../../actions/status/status';
import { type FindDeploymentsFlags, findDeploymentsOptions } from '../cluster-options';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { environmentsOption, examples, tableOption, tableWidth } from '../options';
import { reportIncomplete } from '../short-names';
import { statusText } from '../status-text';
import type { Terminal } from '../terminal';
import { untilInterrupted } from '../until-interrupted';

interface Flags extends FindDeploymentsFlags {
  readonly env?: string[];
  readonly output: string;
  readonly watch?: boolean;
  readonly html?: string;
}

export function statusCommand(terminal: Terminal): Command {
  const command = namedCommand('status')
    .addOption(environmentsOption())
    .addOption(
      new Option('-w, --watch', 'show the status again after each change, until the command is interrupted').env(
        'TOWPATH_WATCH',
      ),
    );
  command.addOption(
    new Option('--html <file>', 'write the status to a file too, as a page for a browser')
      .conflicts('watch')
      .env('TOWPATH_HTML'),
  );
  for (const option of findDeploymentsOptions()) command.addOption(option);
  return command
    .addOption(tableOption())
    .addHelpText(
      'after',
      examples(
        'towpath status',
        'towpath status -e prod -w',
        'towpath status --html status.html',
        "towpath status -o json | jq '.drift'",
      ),
    )
    .action(async ({ env: environments, output, watch, html, ...where }: Flags) => {
      const options = { environments, ...where };
      if (watch) return watched(options, output, terminal);
      const writePage = html === undefined ? undefined : (await import('../result-file')).resultFile(html);
      const { status } = await import('../../actions/status/status');
      const now = await status(options);
      terminal.out(output === 'json' ? jsonText(now) : statusText(now, tableWidth(output, terminal)));
      if (writePage) {
        const { statusHtml } = await import('../status-html');
        const { workspaceTitle } = await import('../status-page');
        writePage(statusHtml(now, workspaceTitle(), new Date()));
      }
      reportIncomplete(now.issues, terminal);
    });
}

/** JSON is printed as one line for each change. The command ends when it is interrupted, as `kubectl get -w` does. */
async function watched(options: object, output: string, terminal: Terminal): Promise<void> {
  const { watchStatus } = await import('../../actions/status/watch-status');
  let last: Status | undefined;
  const isInterrupted = await untilInterrupted({ err: () => {} }, async (signal) => {
    for await (const now of watchStatus({ ...options, signal })) {
      if (output === 'json') terminal.out(jsonText(now, 0));
      else terminal.redraw(statusText(now, tableWidth(output, terminal)));
      if (JSON.stringify(now.issues) !== JSON.stringify(last?.issues)) reportIncomplete(now.issues, terminal);
      last = now;
    }
    return signal.aborted;
  });
  if (isInterrupted) terminal.exit(130);
}
