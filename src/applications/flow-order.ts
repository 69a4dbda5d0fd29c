import { walk } from '../data/graph';
import { isWorkload } from '../model/flow-spec';
import { Reference } from '../model/reference';
import type { DeclaredFlow } from './declared';

/** Makes flows depend on the jobs that run before them. The order in which they are declared does not matter. */
export class FlowOrder {
  /** Maps the id of a flow to the jobs that run before it. */
  readonly #jobs = new Map<string, DeclaredFlow[]>();

  /** Adds the dependencies of a new flow: on the jobs before it and, if it is a job, of the flows in its `before`. */
  adopt(flow: DeclaredFlow, known: ReadonlyMap<string, DeclaredFlow>): void {
    for (const job of this.#jobs.get(flow.node.id) ?? []) flow.node.addDependency(job);
    if (!flow.isValid || flow.spec.kind !== 'job') return;
    for (const id of (flow.spec.before ?? []).map(String)) {
      const jobs = this.#jobs.get(id) ?? [];
      jobs.push(flow);
      this.#jobs.set(id, jobs);
      const waiting = known.get(id);
      if (waiting !== flow) waiting?.node.addDependency(flow);
    }
  }
}

/** Returns the cycles of jobs that, through `before`, would have to run before themselves. */
export function jobCycles(flows: readonly DeclaredFlow[]): readonly (readonly string[])[] {
  const before = new Map(
    flows.flatMap((flow): [string, string[]][] =>
      flow.isValid && flow.spec.kind === 'job' ? [[flow.node.id, (flow.spec.before ?? []).map(String)]] : [],
    ),
  );
  return walk(before).cycles;
}

/** Returns the cycles of flows that, through `waitFor`, wait until they themselves accept connections. */
export function waitCycles(flows: readonly DeclaredFlow[]): readonly (readonly string[])[] {
  const running = new Map(
    flows.filter((flow) => flow.isValid && isWorkload(flow.spec)).map((one) => [one.node.id, one]),
  );
  const waits = [...running].map(([id, { spec }]): [string, string[]] => {
    const { waitFor = [] } = spec as { readonly waitFor?: readonly { readonly host?: unknown }[] };
    const hosts = waitFor.flatMap(({ host }) => (Reference.is(host) ? [host.flow] : []));
    return [id, hosts.filter((host) => running.has(host))];
  });
  return walk(new Map(waits)).cycles;
}
