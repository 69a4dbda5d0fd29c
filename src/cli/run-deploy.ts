import type { Command } from 'commander';
import { type Issue, TowpathError } from '../diagnostics';
import type { ApplyResult } from '../release/apply/apply-result';
import type { DeployEventHandler } from '../release/apply/deploy-event';
import { failureText } from './deploy-failure';
import { fail } from './fail';
import { jsonText } from './json';
import { withWrittenCall } from './meant-call';
import { podOutputText } from './pod-output-text';
import { progressView } from './progress-view';
import { resultFile } from './result-file';
import { type Call, waysBack } from './take-back';
import type { Terminal } from './terminal';
import { totalsText } from './totals';
import { untilInterrupted } from './until-interrupted';

/** The result of a deploy for scripts. It has this shape after a success and after a failure. */
export interface DeployReport {
  readonly outcomes: readonly object[];
  readonly warnings: readonly Issue[];
  /** The errors that stopped the deploy. Empty after a success. */
  readonly issues: readonly Issue[];
}

/** What a deploy needs from the command line. */
export interface Watched {
  readonly signal: AbortSignal;
  readonly onEvent: DeployEventHandler;
}

/**
 * Runs a deploy with its progress on standard error. A deploy that fails ends with its errors, with what was applied,
 * and with the command that takes it back; its report is written as after a success.
 *
 * @param command gives the words of the call, for an error about them
 * @param write writes the report if it was asked for
 * @returns undefined if it failed
 */
export async function runDeploy<T extends { outcomes: readonly ApplyResult[]; warnings: readonly Issue[] }>(
  terminal: Terminal,
  command: Command,
  call: Call,
  write: (report: DeployReport) => void,
  work: (watched: Watched) => Promise<T>,
): Promise<T | undefined> {
  const ended: ApplyResult[] = [];
  const since = performance.now();
  const total = () => totalsText(ended, performance.now() - since);
  const show = progressView(terminal);
  const onEvent: DeployEventHandler = (event) => {
    if (event.type === 'ended') ended.push(event.result);
    show(event);
  };
  try {
    const result = await untilInterrupted(terminal, (signal) =>
      withWrittenCall(() => command, work({ signal, onEvent })),
    );
    if (ended.length > 0) terminal.err(total());
    write({ ...result, issues: [] });
    return result;
  } catch (error) {
    fail(error, terminal);
    const output = podOutputText(ended.flatMap(({ pods = [] }) => pods));
    if (output !== '') terminal.err(output);
    const ways = await waysBack(ended, call, terminal);
    const text = failureText(ended, ways);
    if (text !== '') terminal.err(`${text}\n${total()}`);
    const issues = TowpathError.is(error) ? error.issues : [];
    const outcomes = ended.map((one, index) => {
      const way = ways[index];
      return { ...one, ...(way && way !== 'taken back' && 'command' in way && { takeBack: way.command }) };
    });
    const [errors, warnings] = (['error', 'warning'] as const).map((severity) =>
      issues.filter((issue) => issue.severity === severity),
    );
    write({ outcomes, warnings: warnings ?? [], issues: errors ?? [] });
    return undefined;
  }
}

/** Writes a report as JSON on standard output, if that is the format, and into a file, if one is named. */
export function reportWriter(
  output: 'table' | 'json',
  terminal: Terminal,
  file?: string,
): (report: DeployReport) => void {
  const write = file === undefined ? undefined : resultFile(file);
  return (report) => {
    const text = jsonText(report);
    if (output === 'json') terminal.out(text);
    write?.(text);
  };
}
