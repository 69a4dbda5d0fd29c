import type { Flow } from './flow';

/** Jobs that run before other flows, whichever is declared first. */
export class FlowOrder {
  /** Jobs by the flow that waits for them. */
  readonly #jobs = new Map<string, Flow[]>();

  /** Makes a flow that was just declared depend on its jobs and, if it is one, others on it. */
  adopt(flow: Flow, known: ReadonlyMap<string, Flow>): void {
    for (const job of this.#jobs.get(flow.node.id) ?? []) flow.node.addDependency(job);
    if (!flow.isValid || flow.spec.kind !== 'job') return;
    for (const id of (flow.spec.before ?? []).map(String)) {
      this.#jobs.set(id, [...(this.#jobs.get(id) ?? []), flow]);
      const waiting = known.get(id);
      if (waiting !== flow) waiting?.node.addDependency(flow);
    }
  }
}
