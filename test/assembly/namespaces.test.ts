import { namespacesFor } from '../../src/assembly/namespaces';
import { readEnvironments } from '../../src/environments/folder';
import { folderWith } from '../helpers/files';

describe('the Namespace object', () => {
  it('is the same for all environments that share the namespace, so that they do not change it in turn', () => {
    const environment = 'namespace: shared\ncreateNamespace: true\n';
    const own = 'apps: { shop: { namespace: shared, createNamespace: true } }\n';
    const root = folderWith({
      'environments/dev.yaml': environment,
      'environments/tst.yaml': environment,
      'environments/own.yaml': own,
    });
    const { environments } = readEnvironments(root);
    const all = environments.map((one) => namespacesFor({ application: 'shop', environment: one }, 'shared'));
    expect(all).toHaveLength(3);
    const [first] = all;
    expect(first).toMatchObject([{ kind: 'Namespace', metadata: { name: 'shared' } }]);
    for (const one of all) expect(one).toEqual(first);
  });
});
