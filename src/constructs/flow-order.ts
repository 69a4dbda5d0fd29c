import type { DeclaredFlow } from './declared';

/** Jobs that run before other flows, whichever is declared first. */
export class FlowOrder {
  /** Jobs by the flow that waits for them. */
  readonly #jobs = new Map<string, DeclaredFlow[]>();

  /** Makes a flow that was just declared depend on its jobs and, if it is one, others on it. */
  adopt(flow: DeclaredFlow, known: ReadonlyMap<string, DeclaredFlow>): void {
    for (const job of this.#jobs.get(flow.node.id) ?? []) flow.node.addDependency(job);
    if (!flow.isValid || flow.spec.kind !== 'job') return;
    for (const id of (flow.spec.before ?? []).map(String)) {
      this.#jobs.set(id, [...(this.#jobs.get(id) ?? []), flow]);
      const waiting = known.get(id);
      if (waiting !== flow) waiting?.node.addDependency(flow);
    }
  }
}

/** The jobs that could only run after themselves, each with the way that leads back to it. */
export function circles(flows: readonly DeclaredFlow[]): string[][] {
  const before = new Map(
    flows.flatMap((flow): [string, string[]][] =>
      flow.isValid && flow.spec.kind === 'job' ? [[flow.node.id, (flow.spec.before ?? []).map(String)]] : [],
    ),
  );
  const wayBack = (id: string, to: string, seen: ReadonlySet<string>): string[] | undefined => {
    for (const next of before.get(id) ?? []) {
      if (next === to) return [id, next];
      const rest = seen.has(next) ? undefined : wayBack(next, to, new Set([...seen, next]));
      if (rest) return [id, ...rest];
    }
    return undefined;
  };
  return [...before.keys()].flatMap((id) => {
    const way = wayBack(id, id, new Set([id]));
    return way ? [way] : [];
  });
}
