import type { Cluster, LiveObject, ObjectRef } from '../../../src/cluster/cluster';
import { keyOf, refOf } from '../../../src/cluster/object-ref';
import { builtinResource } from '../../../src/targets/kubernetes/api-resource';

type Manifest = Parameters<Cluster['apply']>[0];

/** A cluster that has these objects, answers dry runs with what it is told, and refuses to be written to. */
export function stubCluster(objects: readonly Manifest[]): Cluster {
  const there = new Map(objects.map((object) => [keyOf(refOf(object)), served(object)]));
  const resource = (apiVersion: string, kind: string) => {
    const known = builtinResource(apiVersion, kind);
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    return known && { ...known, group, version, kind, verbs: ['list'] };
  };
  const cluster: Pick<Cluster, 'context' | 'namespace' | 'resources' | 'get' | 'list' | 'apply'> = {
    context: 'stub',
    namespace: 'default',
    resources: async () => ({ find: resource, preferred: () => undefined, namespacedKinds: () => [] }),
    get: async (ref: ObjectRef) => there.get(keyOf(ref)),
    list: async ({ kind }, { namespace, labelSelector = '' } = {}) => ({
      items: [...there.values()].filter(
        (one) => one.kind === kind && one.metadata.namespace === namespace && fits(one, labelSelector),
      ),
      resourceVersion: '1',
    }),
    apply: async (object, { dryRun } = {}) => {
      if (!dryRun) throw new Error(`${object.kind}/${object.metadata.name} was written`);
      return served(object);
    },
  };
  return cluster as Cluster;
}

/** A server adds its own: what nobody declares and nobody compares. */
function served(object: Manifest): LiveObject {
  return { ...object, metadata: { ...object.metadata, uid: object.metadata.name, resourceVersion: '1' } };
}

function fits({ metadata: { labels = {} } }: LiveObject, selector: string): boolean {
  return selector.split(',').every((term) => {
    const [label = '', value] = term.split('=');
    return value === undefined ? label in labels : labels[label] === value;
  });
}
