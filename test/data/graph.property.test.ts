import fc from 'fast-check';
import { depthsIn, type Graph, keyOrder, walk } from '../../src/data/graph';

/** Any graph of some of these nodes. Some edges lead to nodes that it does not have. */
function graphsOf(nodes: fc.Arbitrary<number>, mostEdges: number): fc.Arbitrary<Graph<number>> {
  return fc
    .uniqueArray(fc.tuple(nodes, fc.array(nodes, { maxLength: mostEdges })), {
      selector: ([key]) => key,
      maxLength: 30,
    })
    .map((entries) => new Map(entries));
}

const node = fc.integer({ min: 0, max: 7 });
const graphs = graphsOf(node, 4);

/** Graphs in which many nodes wait for no other at the same time. */
const wide = graphsOf(fc.integer({ min: 0, max: 29 }), 1);

/** Graphs without a cycle: each edge leads to a smaller number. */
const acyclic = graphs.map(
  (graph): Graph<number> => new Map([...graph].map(([key, targets]) => [key, [...targets].filter((to) => to < key)])),
);

function targetsOf(graph: Graph<number>, from: number): number[] {
  return [...(graph.get(from) ?? [])].filter((to) => graph.has(to));
}

function reaches(graph: Graph<number>, from: number, to: number): boolean {
  const found = new Set(targetsOf(graph, from));
  for (const one of found) for (const next of targetsOf(graph, one)) found.add(next);
  return found.has(to);
}

function isBefore(order: readonly number[], first: number, second: number): boolean {
  return order.indexOf(first) < order.indexOf(second);
}

describe('a walk', () => {
  it('visits each node once, and each after those that it leads to and that do not lead back', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { order } = walk(graph);
        expect([...order].sort()).toEqual([...graph.keys()].sort());
        for (const from of graph.keys())
          for (const to of targetsOf(graph, from))
            if (!reaches(graph, to, from)) expect(isBefore(order, to, from)).toBe(true);
      }),
    );
  });

  it('visits what can be reached from where it begins, and nothing else', () => {
    fc.assert(
      fc.property(graphs, node, (graph, start) => {
        const expected = [...graph.keys()].filter((one) => one === start || reaches(graph, start, one));
        expect([...walk(graph, [start]).order].sort()).toEqual(graph.has(start) ? expected.sort() : []);
      }),
    );
  });

  it('finds cycles that are there, and begins each with its first key', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const keys = [...graph.keys()];
        for (const cycle of walk(graph).cycles) {
          expect(cycle.at(-1)).toBe(cycle[0]);
          for (const [index, to] of cycle.slice(1).entries())
            expect(targetsOf(graph, cycle[index] as number)).toContain(to);
          const ranks = cycle.map((one) => keys.indexOf(one));
          expect(ranks[0]).toBe(Math.min(...ranks));
          expect(new Set(cycle).size).toBe(cycle.length - 1);
        }
      }),
    );
  });

  it('leaves no cycle if one edge of each cycle that it finds is taken away', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { order, cycles } = walk(graph);
        expect(cycles.length > 0).toBe([...graph.keys()].some((one) => reaches(graph, one, one)));
        const rest = new Map(
          [...graph].map(([from]) => [from, targetsOf(graph, from).filter((to) => isBefore(order, to, from))]),
        );
        const isCut = (cycle: readonly number[]) =>
          cycle.slice(1).some((to, index) => !rest.get(cycle[index] as number)?.includes(to));
        expect(cycles.every(isCut)).toBe(true);
        expect(walk(rest).cycles).toEqual([]);
      }),
    );
  });
});

describe('depths', () => {
  it('are the lengths of the longest ways', () => {
    const longest = (graph: Graph<number>, from: number): number =>
      Math.max(0, ...targetsOf(graph, from).map((to) => longest(graph, to) + from - to));
    fc.assert(
      fc.property(acyclic, (graph) => {
        const depths = depthsIn(graph, (from, to) => from - to);
        for (const one of graph.keys()) expect(depths.get(one)).toBe(longest(graph, one));
      }),
    );
  });
});

describe('the order of keys', () => {
  /** At each place, the first key that waits for nothing else; if there is none, the first key. */
  function expectedOrder(graph: Graph<number>): number[] {
    const waiting = [...graph.keys()];
    const order: number[] = [];
    while (waiting.length > 0) {
      const ready = waiting.findIndex((one) => !targetsOf(graph, one).some((to) => waiting.includes(to)));
      order.push(...waiting.splice(Math.max(ready, 0), 1));
    }
    return order;
  }

  it('is kept, as far as each node comes after those that it leads to', () => {
    fc.assert(fc.property(fc.oneof(graphs, wide), (graph) => expect(keyOrder(graph)).toEqual(expectedOrder(graph))));
  });
});

describe('a chain of fifty thousand nodes', () => {
  const length = 50_000;
  const chain = (last: number[]): Graph<number> =>
    new Map(Array.from({ length }, (_, index) => [index, index + 1 < length ? [index + 1] : last]));

  it('does not exhaust the stack', () => {
    expect(walk(chain([])).order[0]).toBe(length - 1);
    expect(depthsIn(chain([])).get(0)).toBe(length - 1);
    expect(keyOrder(chain([]))[0]).toBe(length - 1);
    expect(walk(chain([0])).cycles.map((cycle) => cycle.length)).toEqual([length + 1]);
  });
});
