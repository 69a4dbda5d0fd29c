import { count } from '../data/count';
import { printableLine, shortList } from '../diagnostics';
import type { ApplyResult, ChangedObject, NewWorkload } from '../release/apply/apply-result';
import type { WayBack } from './take-back';

/** How many objects a line names. The JSON has all of them. */
const mostNamed = 10;

/**
 * The last lines of a deploy that failed or was interrupted: for each application what was applied and what was not,
 * what runs the new version, and the command that takes it back.
 *
 * @param ways the way back of each result
 */
export function failureText(results: readonly ApplyResult[], ways: readonly (WayBack | undefined)[]): string {
  return results.flatMap((result, index) => linesOf(result, ways[index]).map(printableLine)).join('\n');
}

function linesOf(result: ApplyResult, way: WayBack | undefined): string[] {
  const { application, state, applied, notApplied, workloads } = result;
  const planned = applied.length + notApplied.length;
  if (state === 'unchanged') return [`${application}: no changes`];
  const isDone = state === 'deployed' || state === 'deleted';
  if (planned === 0 && isDone) return [];
  if (planned === 0) return [`${application}: ${state} while waiting; there were no changes to apply`];
  const head = `${application}: ${state} after ${applied.length} of ${count(planned, 'change')}`;
  if (isDone) return [head];
  return [
    head,
    ...named(
      'applied',
      applied.map((one) => nameOf(one, 'deleted')),
    ),
    ...named(
      'not applied',
      notApplied.map((one) => nameOf(one, 'to delete')),
    ),
    ...named('runs the new version', workloads.map(workloadText)),
    ...wayLines(way, result),
    ...(way === 'taken back' ? [] : [`  ${hasAlternative(way, result) ? 'or ' : ''}${continuing(result)}`]),
  ];
}

/** How many errors say why a deploy cannot be taken back. `towpath rollback` shows all. */
const mostReasons = 3;

function wayLines(way: WayBack | undefined, { previous }: ApplyResult): string[] {
  if (way === undefined || way === 'taken back') return [];
  if ('command' in way) return [`  take it back with: ${way.command}`];
  const reasons = way.issues.map(({ code, path, message }) => `${code}: ${path ? `${path}: ` : ''}${message}`);
  return [
    `  ${previous === undefined ? 'towpath cannot delete it' : `towpath cannot restore release ${previous}`}:`,
    ...shortList(reasons, mostReasons).map((reason) => `    ${reason}`),
    ...(previous === undefined ? [] : ['  deploy the earlier code to take it back']),
  ];
}

/** Whether `wayLines` tells a way to take the deploy back, so that to run it again is the other way. */
function hasAlternative(way: WayBack | undefined, { previous }: ApplyResult): boolean {
  return typeof way === 'object' && ('command' in way || previous !== undefined);
}

function continuing({ applied, notApplied }: ApplyResult): string {
  const again = 'run the same command again to';
  if (notApplied.length === 0) return `${again} wait until the objects are ready`;
  return `${again} make ${applied.length > 0 ? 'the other ' : ''}${count(notApplied.length, 'change')}`;
}

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  ${title}: ${shortList(names, mostNamed).join(', ')}`];
}

function nameOf({ kind, name, action }: ChangedObject, deletion: string): string {
  return action === 'pruned' ? `${kind}/${name} (${deletion})` : `${kind}/${name}`;
}

function workloadText({ kind, name, flow, version, isReady }: NewWorkload): string {
  const what = [flow, version].filter((text) => text !== undefined).join(' ');
  const object = `${kind}/${name}${isReady ? '' : ', not ready'}`;
  return what === '' ? object : `${what} (${object})`;
}
