import type { ReleasedFlow } from '../../release/desired';

/** A version that changed between two releases. Without `from` it is new, without `to` it was removed. */
export interface ReleasePinChange {
  /** The flows with this change. */
  readonly flows: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

type Flows = Readonly<Record<string, ReleasedFlow>>;

export function pinChanges(before: Flows, after: Flows): ReleasePinChange[] {
  const found = new Map<string, ReleasePinChange & { flows: string[] }>();
  for (const flow of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const [old, now] = [before[flow], after[flow]];
    if (whole(old) === whole(now)) continue;
    const [from, to] = pinnedValues(old, now);
    const change = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    const key = JSON.stringify(change);
    const same = found.get(key) ?? { flows: [], ...change };
    same.flows.push(flow);
    found.set(key, same);
  }
  return [...found.values()];
}

/** The shortest text that shows the difference: the tag, the tag with its digest, or the whole image. */
function pinnedValues(old: ReleasedFlow | undefined, now: ReleasedFlow | undefined): (string | undefined)[] {
  const ways = [pin, pinWithDigest, whole].map((way) => [way(old), way(now)]);
  return ways.find(([from, to]) => from !== to) ?? [];
}

function pin(flow: ReleasedFlow | undefined): string | undefined {
  return flow && (flow.external ?? flow.tag ?? flow.digest ?? whole(flow));
}

function pinWithDigest(flow: ReleasedFlow | undefined): string | undefined {
  return flow?.digest === undefined || flow.tag === undefined ? pin(flow) : `${flow.tag}@${flow.digest}`;
}

function whole(flow: ReleasedFlow | undefined): string | undefined {
  return flow && (flow.external ?? flow.image ?? flow.kind);
}
