import { isDeepStrictEqual } from 'node:util';
import { synthesize } from 'towpath/testing';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Cluster, LiveObject } from '../../src/cluster/cluster';
import { connect } from '../../src/cluster/connect';
import { isApplied } from '../../src/cluster/managed-fields/is-applied';
import { entriesOf, isOurs } from '../../src/cluster/managed-fields/managers';
import { differences } from '../../src/data/differences';
import { leaves } from '../../src/equivalence';
import { withoutServerFields } from '../../src/release/plan/comparable';
import { Everything, everywhere } from './everything';
import { haveRoutes, routes } from './helpers/custom-kinds';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';

/** The server hands out other node ports than the one of this application. */
const withoutNodePorts = (key: string, value: unknown) => (key === 'nodePort' ? undefined : value);
const objects = (
  Object.values(synthesize(Everything, everywhere).objects).filter(
    ({ kind }) => kind !== 'Route' || routes !== undefined,
  ) as unknown as KubernetesObject[]
).map((object) => JSON.parse(JSON.stringify(object, withoutNodePorts)) as KubernetesObject);

/** Changes or removes one leaf of an object. */
function without(object: KubernetesObject, path: readonly (string | number)[]): KubernetesObject {
  const copy = structuredClone(object);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>((inner, step) => inner[step] as never, copy as never);
  const last = path.at(-1) as never;
  if (Array.isArray(parent)) parent.splice(last, 1);
  else delete parent[last];
  return copy;
}

onServer('an object that needs no apply', () => {
  let cluster: Cluster;
  let namespace: string;

  beforeAll(() => {
    haveRoutes();
    namespace = newNamespace();
    cluster = connect(undefined, { kubeconfig: server().kubeconfig });
  });
  afterAll(() => cluster.close());

  /** The guess, and what a dry run says, of an object that nobody else changes meanwhile. */
  async function compare(wanted: KubernetesObject): Promise<{ guess: boolean; truth: boolean }> {
    const read = () => cluster.get({ ...wanted, namespace, name: wanted.metadata.name }) as Promise<LiveObject>;
    const owned = (object: LiveObject) =>
      entriesOf(object)
        .filter(isOurs)
        .map(({ fieldsV1 }) => fieldsV1);
    for (;;) {
      const live = await read();
      const becomes = await cluster.apply(wanted, { dryRun: true }).catch(() => undefined);
      // Controllers work on it, too.
      if ((await read()).metadata.resourceVersion !== live.metadata.resourceVersion) continue;
      const isSame = becomes && differences(withoutServerFields(live), withoutServerFields(becomes)).length === 0;
      return {
        guess: isApplied(wanted, live),
        truth: Boolean(isSame && isDeepStrictEqual(owned(live), owned(becomes))),
      };
    }
  }

  it('is never recognized wrongly, whichever field is removed', async () => {
    const wrong: string[] = [];
    const known: string[] = [];
    await Promise.all(
      objects.map(async (written) => {
        const wanted = { ...written, metadata: { ...written.metadata, namespace } };
        await cluster.apply(wanted);
        const name = `${wanted.kind}/${wanted.metadata.name}`;
        const { guess, truth } = await compare(wanted);
        if (!truth) wrong.push(name);
        if (guess) known.push(name);
        const changed = leaves(wanted as never)
          .map(({ path }) => path)
          .filter(
            (path) => !['apiVersion', 'kind'].includes(String(path[0])) && !/^(name|namespace)$/.test(String(path[1])),
          );
        for (const path of changed) {
          const other = await compare(without(wanted, path));
          if (other.guess && !other.truth) wrong.push(`${name} ${path.join('.')}`);
        }
      }),
    );
    expect(wrong).toEqual([]);
    // Where a server fills something into a list that is one value, or writes a quantity otherwise, it has to be asked.
    const asked = objects
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
      .filter((name) => !known.includes(name));
    expect(asked.sort()).toEqual(['Deployment/everything-web', 'StatefulSet/everything-db']);
  });
});
