import { environmentLabel } from '../../../src/kubernetes/labels';
import { workspaceWith } from '../../helpers/workspace';
import { environments, recordOf, restore } from './shop';

test('a release that labels its Namespace with an environment is restored without the label', async () => {
  const root = workspaceWith(environments);
  const { release, objects } = await recordOf(root);
  const old = objects.map((object) => {
    const { kind, metadata } = object.manifest;
    if (kind !== 'Namespace') return object;
    const labels = { ...(metadata.labels as object | undefined), [environmentLabel]: 'prod' };
    return { ...object, manifest: { ...object.manifest, metadata: { ...metadata, labels } } };
  });
  expect(old).not.toEqual(objects);
  const { plan } = await restore({ release, objects: old }, { root });
  const namespaces = plan.objects.filter(({ manifest }) => manifest.kind === 'Namespace');
  expect(namespaces.map(({ applied }) => applied)).toEqual(
    objects.flatMap(({ manifest }) => (manifest.kind === 'Namespace' ? [manifest] : [])),
  );
});
