import { printableLine, shortList } from '../diagnostics';
import type { ApplyResult, ChangedObject, NewWorkload } from '../release/apply/apply-result';
import { count } from './issues';

/** The options of the failed call that the command to take it back needs too. */
export interface Call {
  readonly environment: string;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
}

/** How many objects a line names. The JSON has all of them. */
const mostNamed = 10;

/**
 * The last lines of a deploy that failed or was interrupted: for each application what was applied and what was not,
 * what runs the new version, and the command that takes it back.
 */
export function failureText(results: readonly ApplyResult[], call: Call): string {
  return results
    .flatMap((result, index) => linesOf(result, call, isTakenBack(results, index)).map(printableLine))
    .join('\n');
}

/** Whether a later result is the rollback of this deploy. */
export function isTakenBack(results: readonly ApplyResult[], index: number): boolean {
  const application = results[index]?.application;
  return results.slice(index + 1).some((later) => later.application === application && later.state === 'deployed');
}

function linesOf(result: ApplyResult, call: Call, isBack: boolean): string[] {
  const { application, state, applied, notApplied, workloads } = result;
  const planned = applied.length + notApplied.length;
  if (state === 'unchanged') return [`${application}: no changes`];
  const isDone = state === 'deployed' || state === 'deleted';
  if (planned === 0 && isDone) return [];
  if (planned === 0) return [`${application}: ${words[state]} while waiting; there were no changes to apply`];
  const head = `${application}: ${words[state]} after ${applied.length} of ${count(planned, 'change')}`;
  if (isDone) return [head];
  const back = isBack ? undefined : takeBackOf(result, call);
  return [
    head,
    ...named('applied', applied.map(nameOf)),
    ...named('not applied', notApplied.map(nameOf)),
    ...named('runs the new version', workloads.map(workloadText)),
    ...(back === undefined ? [] : [`  take it back with: ${back}`]),
    ...(isBack ? [] : [`  ${continuing(result)}`]),
  ];
}

const words = { deployed: 'deployed', deleted: 'deleted', failed: 'failed', stopped: 'stopped' } as const;

function continuing({ notApplied }: ApplyResult): string {
  return notApplied.length > 0
    ? `or run the same command again to make the other ${notApplied.length}`
    : 'or run the same command again to wait until the objects are ready';
}

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  ${title}: ${shortList(names, mostNamed).join(', ')}`];
}

function nameOf({ kind, name, action }: ChangedObject): string {
  return action === 'pruned' ? `${kind}/${name} (deleted)` : `${kind}/${name}`;
}

function workloadText({ kind, name, flow, version, isReady }: NewWorkload): string {
  const what = [flow, version].filter((text) => text !== undefined).join(' ');
  const object = `${kind}/${name}${isReady ? '' : ', not ready'}`;
  return what === '' ? object : `${what} (${object})`;
}

/** The command that restores the earlier release, or removes what a first deploy left. Undefined if nothing changed. */
export function takeBackOf({ application, state, applied, previous }: ApplyResult, call: Call): string | undefined {
  if (applied.length === 0 || state === 'deployed') return undefined;
  const verb = previous === undefined ? 'delete' : 'rollback';
  const options = [
    ...['-e', call.environment, application],
    ...(previous === undefined ? [] : ['--to', String(previous)]),
    ...(call.context === undefined ? [] : ['--context', call.context]),
    ...(call.kubeconfig === undefined ? [] : ['--kubeconfig', call.kubeconfig]),
  ];
  return ['towpath', verb, ...options.map(quoted)].join(' ');
}

/** An argument as a POSIX shell reads it. */
function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
