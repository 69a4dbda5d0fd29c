/** The nodes that each node leads to. A target that is no key of the map is ignored. */
export type Graph<T> = ReadonlyMap<T, Iterable<T>>;

export interface Walk<T> {
  /** The nodes, each after those that it leads to. In a cycle, the node at which the walk entered it comes last. */
  readonly order: readonly T[];
  /**
   * The ways that lead back to their first node, which stands at both ends. Of the nodes on a way, the one that is the
   * first key of the graph begins it. If each way is interrupted, no cycle is left.
   */
  readonly cycles: readonly (readonly T[])[];
}

interface Step<T> {
  readonly node: T;
  readonly targets: Iterator<T>;
}

/**
 * Walks a graph depth first. It takes time in proportion to the nodes, the edges and the cycles that it finds, and does
 * not recurse, so that a long chain does not exhaust the stack.
 *
 * @param from where the walk begins; only nodes that can be reached from there are visited. @default all nodes
 */
export function walk<T>(graph: Graph<T>, from: Iterable<T> = graph.keys()): Walk<T> {
  const [order, cycles]: [T[], T[][]] = [[], []];
  const visited = new Set<T>();
  const position = new Map<T, number>();
  const way: Step<T>[] = [];
  const enter = (node: T) => {
    if (visited.has(node) || !graph.has(node)) return;
    visited.add(node);
    position.set(node, way.length);
    way.push({ node, targets: (graph.get(node) as Iterable<T>)[Symbol.iterator]() });
  };
  for (const start of from) {
    enter(start);
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const { done, value } = top.targets.next();
      if (done) {
        way.pop();
        position.delete(top.node);
        order.push(top.node);
        continue;
      }
      const closed = position.get(value);
      if (closed === undefined) enter(value);
      else cycles.push(way.slice(closed).map(({ node }) => node));
    }
  }
  return { order, cycles: closedWays(graph, cycles) };
}

function closedWays<T>(graph: Graph<T>, ways: readonly T[][]): T[][] {
  if (ways.length === 0) return [];
  const rank = new Map([...graph.keys()].map((node, index) => [node, index]));
  return ways.map((way) => {
    const ranks = way.map((node) => rank.get(node) as number);
    const start = ranks.indexOf(ranks.reduce((least, one) => Math.min(least, one)));
    return [...way.slice(start), ...way.slice(0, start), way[start] as T];
  });
}

/**
 * The length of the longest way from each node. An edge that closes a cycle counts as if nothing came after it.
 *
 * @param lengthOf the length of an edge. @default 1
 */
export function depthsIn<T>(graph: Graph<T>, lengthOf: (from: T, to: T) => number = () => 1): Map<T, number> {
  const depths = new Map<T, number>();
  for (const node of walk(graph).order) {
    let depth = 0;
    for (const target of graph.get(node) ?? []) {
      if (graph.has(target)) depth = Math.max(depth, (depths.get(target) ?? 0) + lengthOf(node, target));
    }
    depths.set(node, depth);
  }
  return depths;
}

/**
 * The nodes in the order of the keys, except that each comes after those that it leads to. If only nodes are left that
 * wait for a cycle, the first of them comes next.
 */
export function keyOrder<T>(graph: Graph<T>): T[] {
  const nodes = [...graph.keys()];
  const targets = nodes.map((node) => [...new Set(graph.get(node))].filter((target) => graph.has(target)));
  if (targets.every(({ length }) => length === 0)) return nodes;
  const open = targets.map(({ length }) => length);
  const sources = new Map<T, number[]>(nodes.map((node) => [node, []]));
  for (const [index, all] of targets.entries()) for (const target of all) sources.get(target)?.push(index);
  /** Nodes that wait for no other, the first key at the end. */
  const ready = nodes.flatMap((_, index) => (open[index] === 0 ? [index] : [])).reverse();
  const done = new Set<number>();
  for (let first = 0; done.size < nodes.length; ) {
    while (done.has(first)) first += 1;
    const next = ready.pop() ?? first;
    done.add(next);
    for (const source of sources.get(nodes[next] as T) ?? []) {
      open[source] = (open[source] as number) - 1;
      if (open[source] === 0 && !done.has(source)) insert(ready, source);
    }
  }
  return [...done].map((index) => nodes[index] as T);
}

/** Inserts a number into a list that is sorted from the largest to the smallest. */
function insert(sorted: number[], number: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > number) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, number);
}
