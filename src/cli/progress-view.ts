import { printableLine } from '../diagnostics';
import type { DeployEventHandler } from '../release/apply/deploy-event';
import type { ObjectProgress } from '../release/readiness/awaited-object';
import type { Terminal } from './terminal';

const words = { create: 'created', update: 'configured', rerun: 'recreated', pruned: 'pruned' } as const;

/**
 * The progress of a deploy on standard error, one line for each event. Of many objects that are waited for, only those
 * that fail have a line, and the others are counted. The lines are the same on a terminal and in the log of CI, and
 * stay after the end.
 */
export function progressView({ err, paint }: Pick<Terminal, 'err' | 'paint'>): DeployEventHandler {
  /** Objects that were waited for. Objects that were ready from the beginning are not shown. */
  const late = new Set<string>();
  const up = new Set<string>();
  const reported = new Map<string, string>();
  let last: string | undefined;
  return (event) => {
    if (event.type === 'object') {
      if (event.action in words)
        err(printableLine(`${event.kind}/${event.name} ${words[event.action as keyof typeof words]}`));
      return;
    }
    if (event.type !== 'waiting') return;
    const name = nameOf(event.progress);
    const { state } = event.progress.readiness;
    const isUp = state === 'ready';
    if (!isUp) late.add(name);
    if (isUp && late.has(name)) up.add(name);
    if (!isUp) up.delete(name);
    if (late.size > mostInDetail && state !== 'failed') {
      const line = totalLine(up.size, late.size);
      if (line !== undefined && line !== last) err(line);
      last = line ?? last;
      return;
    }
    const line = waitingLine(event.progress);
    if (!late.has(name) || reported.get(name) === line) return;
    reported.set(name, line);
    err(isUp ? paint.green(line) : state === 'failed' ? paint.red(line) : line);
  };
}

/** Above this number of objects that are waited for, only failures and totals are shown. */
const mostInDetail = 20;

/** Such as `60 of 150 objects ready`, at every tenth of them. */
function totalLine(ready: number, awaited: number): string | undefined {
  const step = Math.max(1, Math.floor(awaited / 10));
  return ready > 0 && (ready % step === 0 || ready === awaited) ? `${ready} of ${awaited} objects ready` : undefined;
}

/** Such as `api Deployment/pssp-api: 1 of 3 new, 2 old, 2 ready: waiting for …; newest event`. */
function waitingLine({ kind, name, flow, readiness: { state, message, pods }, event }: ObjectProgress): string {
  const counts = pods
    ? `${pods.new} of ${pods.wanted} new${pods.old > 0 ? `, ${pods.old} old` : ''}, ${pods.ready} ready: `
    : '';
  const news =
    event && state !== 'ready' && !message.includes(event.message) ? `; ${event.reason}: ${event.message}` : '';
  const line = `${flow === undefined ? '' : `${flow} `}${kind}/${name}: ${counts}${state === 'ready' ? 'ready' : message}${news}`;
  return printableLine(line);
}

function nameOf({ kind, name, namespace }: ObjectProgress): string {
  return `${kind}/${namespace}/${name}`;
}
