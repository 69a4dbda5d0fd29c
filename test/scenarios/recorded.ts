import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Cluster, ObjectRef } from '../../src/cluster/cluster';

/** Called before a request, with its name: `apply Deployment/shop-api`, `watch Lease`. It may keep the request from being sent. */
export type OnRequest = (request: string) => void | Promise<void>;

/** A cluster that tells of every write, and of every watch, before it is sent. Dry runs and questions write nothing. */
export function recorded(cluster: Cluster, onRequest: OnRequest): Cluster {
  const write = async <T>(verb: string, { kind, name }: Pick<ObjectRef, 'kind' | 'name'>, send: () => Promise<T>) => {
    await onRequest(`${verb} ${kind}/${name}`);
    return send();
  };
  const refOf = ({ kind, metadata: { name } }: KubernetesObject) => ({ kind, name });
  return {
    ...cluster,
    apply: (object, options) =>
      options?.dryRun
        ? cluster.apply(object, options)
        : write('apply', refOf(object), () => cluster.apply(object, options)),
    create: (object) =>
      object.apiVersion.startsWith('authorization.')
        ? cluster.create(object)
        : write('create', refOf(object), () => cluster.create(object)),
    replace: (object, options) =>
      options?.dryRun
        ? cluster.replace(object, options)
        : write('replace', refOf(object), () => cluster.replace(object, options)),
    patch: (ref, patch, options) => write('patch', ref, () => cluster.patch(ref, patch, options)),
    remove: (object) => write('remove', refOf(object), () => cluster.remove(object)),
    async *watch(resource, ...rest) {
      await onRequest(`watch ${resource.kind}`);
      yield* cluster.watch(resource, ...rest);
    },
  };
}
