import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Cluster, LiveObject, Resource, WatchEvent } from '../../../src/cluster/cluster';
import { ApiFailure } from '../../../src/cluster/http/api-failure';

/** What a watch on a kind tells: objects that are listed, then what happens; or the answer of a server that refuses. */
export interface Script {
  readonly listed?: readonly LiveObject[];
  readonly next?: readonly WatchEvent[];
  readonly refused?: number;
}

/** A cluster that tells what stands in a script, by kind, and nothing of any other. */
export function scripted(scripts: Readonly<Record<string, Script>>): Cluster & { readonly watched: string[] } {
  const watched: string[] = [];
  const resource = (apiVersion: string, kind: string) => ({ group: '', version: apiVersion, kind }) as Resource;
  const cluster: Pick<Cluster, 'context' | 'resources' | 'watch'> = {
    context: 'loopback',
    resources: async () => ({ find: resource, namespacedKinds: () => [], preferred: resource }),
    async *watch({ kind }, _, signal, listed): AsyncGenerator<WatchEvent> {
      watched.push(kind);
      const { listed: there = [], next = [], refused } = scripts[kind] ?? {};
      if (refused) throw new ApiFailure('GET', `/${kind}`, { code: refused, reason: '', message: kind, causes: [] });
      for (const object of there) yield { type: 'ADDED', object };
      listed?.();
      // Each on its own, as over a wire.
      for (const event of next) {
        await setImmediate();
        yield event;
      }
      await setTimeout(60_000, undefined, { signal, ref: false }).catch(() => {});
    },
  };
  return { ...(cluster as Cluster), watched };
}
