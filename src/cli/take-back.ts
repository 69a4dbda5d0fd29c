import { takeBackIssues } from '../actions/rollback/take-back';
import { shellWord } from '../data/shell-word';
import { type Issue, printableLine } from '../diagnostics';
import type { ApplyResult } from '../release/apply/apply-result';
import type { Terminal } from './terminal';
import { untilInterrupted } from './until-interrupted';

/** The options of the failed call that the command to take it back needs too. */
export interface Call {
  readonly environment: string;
  /** The folder of `-C`. */
  readonly directory?: string | undefined;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
}

/** How a failed deploy is taken back: it is taken back already, a command does it, or these errors prevent it. */
export type WayBack = 'taken back' | { readonly command: string } | { readonly issues: readonly Issue[] };

/**
 * The way back of each deploy; undefined if there is nothing to take back, or if the user interrupts the search. A
 * command is shown only if its preview has no errors.
 */
export async function waysBack(
  results: readonly ApplyResult[],
  call: Call,
  terminal: Pick<Terminal, 'err'>,
): Promise<(WayBack | undefined)[]> {
  // Only the options of the printed command count: with others, such as `--force-conflicts`, more is allowed.
  const { environment, context, kubeconfig } = call;
  const commands = results.map((result) => takeBackOf(result, call));
  const isSearched = results.some((_, index) => commands[index] !== undefined && !isTakenBack(results, index));
  const search = async (signal: AbortSignal): Promise<(WayBack | undefined)[]> => {
    const ways: (WayBack | undefined)[] = [];
    for (const [index, result] of results.entries()) {
      const command = commands[index];
      if (isTakenBack(results, index)) ways.push('taken back');
      else if (command === undefined || signal.aborted) ways.push(undefined);
      else
        ways.push(wayOf(command, await issuesOf(takeBackIssues(result, { environment, context, kubeconfig, signal }))));
    }
    return ways;
  };
  return isSearched ? untilInterrupted(terminal, search) : search(new AbortController().signal);
}

function wayOf(command: string, issues: readonly Issue[] | undefined): WayBack | undefined {
  if (issues === undefined) return undefined;
  return issues.length > 0 ? { issues } : { command };
}

/** A failure of the search is not shown, because the deploy has an error of its own. */
async function issuesOf(search: Promise<readonly Issue[]>): Promise<readonly Issue[] | undefined> {
  return search.catch(() => undefined);
}

/** Whether a later result is the rollback of this deploy. */
function isTakenBack(results: readonly ApplyResult[], index: number): boolean {
  const application = results[index]?.application;
  return results.slice(index + 1).some((later) => later.application === application && later.state === 'deployed');
}

/**
 * The command that restores the earlier release, or removes what a first deploy left. Undefined if nothing changed, or
 * if a terminal cannot show the command as it is.
 */
export function takeBackOf({ application, state, applied, previous }: ApplyResult, call: Call): string | undefined {
  if (applied.length === 0 || state === 'deployed' || state === 'deleted') return undefined;
  const verb = previous === undefined ? 'delete' : 'rollback';
  const options = [
    ...(call.directory === undefined ? [] : ['-C', call.directory]),
    ...[verb, '-e', call.environment, application],
    ...(previous === undefined ? [] : ['--to', String(previous)]),
    ...(call.context === undefined ? [] : ['--context', call.context]),
    ...(call.kubeconfig === undefined ? [] : ['--kubeconfig', call.kubeconfig]),
  ];
  const command = ['towpath', ...options.map(shellWord)].join(' ');
  return printableLine(command) === command ? command : undefined;
}
