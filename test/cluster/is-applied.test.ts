import { isDeepStrictEqual } from 'node:util';
import { synthesize } from 'towpath/testing';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Cluster, LiveObject } from '../../src/cluster/cluster';
import { connect } from '../../src/cluster/connect';
import { isApplied } from '../../src/cluster/managed-fields/is-applied';
import { entriesOf, isOurs } from '../../src/cluster/managed-fields/managers';
import { differences } from '../../src/kubernetes/differences';
import { comparable } from '../../src/release/plan/comparable';
import { leaves } from '../helpers/equivalence';
import { Everything, everywhere } from './everything';
import { haveRoutes, routes } from './helpers/custom-kinds';
import { namespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';

const objects = Object.values(synthesize(Everything, everywhere).objects).filter(
  ({ kind }) => kind !== 'Route' || routes !== undefined,
) as unknown as KubernetesObject[];

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

onServer('an object of which nothing has to be applied', () => {
  let cluster: Cluster;
  let place: string;

  beforeAll(() => {
    haveRoutes();
    place = namespace();
    cluster = connect(undefined, { kubeconfig: server().kubeconfig });
  });
  afterAll(() => cluster.close());

  /** What a dry run says, for which the guess stands. */
  async function isUnchanged(wanted: KubernetesObject, live: LiveObject): Promise<boolean> {
    const becomes = await cluster.apply(wanted, { dryRun: true }).catch(() => undefined);
    if (!becomes) return false;
    const owned = (object: LiveObject) =>
      entriesOf(object)
        .filter(isOurs)
        .map(({ fieldsV1 }) => fieldsV1);
    return (
      differences(comparable(live), comparable(becomes)).length === 0 && isDeepStrictEqual(owned(live), owned(becomes))
    );
  }

  it('is never guessed where a dry run says otherwise, whatever field goes', async () => {
    const wrong: string[] = [];
    const known: string[] = [];
    await Promise.all(
      objects.map(async (written) => {
        const wanted = { ...written, metadata: { ...written.metadata, namespace: place } };
        await cluster.apply(wanted);
        const live = (await cluster.get({ ...wanted, namespace: place, name: wanted.metadata.name })) as LiveObject;
        const name = `${wanted.kind}/${wanted.metadata.name}`;
        if (isApplied(wanted, live)) known.push(name);
        const changed = leaves(wanted as never)
          .map(({ path }) => path)
          .filter(
            (path) => !['apiVersion', 'kind'].includes(String(path[0])) && !/^(name|namespace)$/.test(String(path[1])),
          );
        for (const path of changed) {
          const other = without(wanted, path);
          if (isApplied(other, live) && !(await isUnchanged(other, live))) wrong.push(`${name} ${path.join('.')}`);
        }
        if (!(await isUnchanged(wanted, live))) wrong.push(name);
      }),
    );
    expect(wrong).toEqual([]);
    // Where a server fills something into a list that is one value, or writes a quantity otherwise, it has to be asked.
    const asked = objects
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
      .filter((name) => !known.includes(name));
    const workloads = ['agent', 'cache', 'web', 'worker'].map((flow) => `Deployment/everything-${flow}`);
    expect(asked.sort()).toEqual([...workloads, 'StatefulSet/everything-db']);
  });
});
