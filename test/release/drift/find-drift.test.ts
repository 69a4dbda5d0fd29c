import type { Cluster, LiveObject, Resource } from '../../../src/cluster/cluster';
import { ApiFailure } from '../../../src/cluster/http/api-failure';
import { findDrift } from '../../../src/release/drift/find-drift';

const manifest = (apiVersion: string) => ({ apiVersion, kind: 'Gateway', metadata: { name: 'a' }, spec: { size: 1 } });

/** A cluster with the same kind in two groups, of which an account may read only one. */
const cluster = {
  resources: async () => ({
    find: (apiVersion: string, kind: string) => ({ apiVersion, kind, plural: 'gateways', namespaced: true }),
  }),
  list: async ({ apiVersion }: Resource & { readonly apiVersion: string }) => {
    if (apiVersion === 'private.example.org/v1')
      throw new ApiFailure('GET', '', { code: 403, reason: 'Forbidden', message: 'forbidden', causes: [] });
    const metadata = { name: 'a', namespace: 'shop', uid: 'a', resourceVersion: '1' };
    return { items: [{ ...manifest(apiVersion), metadata, spec: { size: 2 } }] as LiveObject[] };
  },
} as unknown as Cluster;

test('a kind that cannot be read does not hide the drift of a kind with the same name in another group', async () => {
  const release = { instanceRef: { namespace: 'shop' }, state: 'deployed' } as unknown as Parameters<
    typeof findDrift
  >[1];
  const objects = ['private.example.org/v1', 'open.example.org/v1'].map((apiVersion) => ({
    ...{ path: apiVersion, after: [], needs: [], runsOnce: false },
    manifest: manifest(apiVersion),
  }));
  const found = await findDrift(cluster, release, objects as never, []);
  expect(found.issues).toMatchObject([{ severity: 'warning', message: expect.stringContaining('Gateway') }]);
  expect(found.objects).toMatchObject([{ kind: 'Gateway', fields: [{ path: 'spec.size', released: 1, live: 2 }] }]);
});
