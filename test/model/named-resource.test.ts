import { ApiObject, Chart, Testing } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus34 from 'cdk8s-plus-34';
import { isResource, type ResourceKind } from '../../src/model/named-resource';

const versions = { 'cdk8s-plus-28': plus28, 'cdk8s-plus-34': plus34 as unknown as typeof plus28 };
const kinds: ResourceKind[] = ['Secret', 'ConfigMap', 'ServiceAccount', 'PersistentVolumeClaim'];
const chart = () => new Chart(Testing.app(), 'chart');

describe.each(Object.entries(versions))('%s', (_, kplus) => {
  const scope = chart();
  const made = [
    new kplus.Secret(scope, 'secret'),
    new kplus.ConfigMap(scope, 'map'),
    new kplus.ServiceAccount(scope, 'account'),
    new kplus.PersistentVolumeClaim(scope, 'claim'),
  ];
  const imported = [
    kplus.Secret.fromSecretName(scope, 'a', 'theirs'),
    kplus.ConfigMap.fromConfigMapName(scope, 'b', 'theirs'),
    kplus.ServiceAccount.fromServiceAccountName(scope, 'c', 'theirs'),
    kplus.PersistentVolumeClaim.fromClaimName(scope, 'd', 'theirs'),
  ];

  it.each(kinds.map((kind, index) => [kind, index] as const))(
    '%s is recognised, whether created or imported',
    (kind, index) => {
      for (const resource of [made[index], imported[index]]) {
        expect(kinds.filter((other) => isResource(resource, other))).toEqual([kind]);
      }
      expect(imported[index]?.name).toBe('theirs');
    },
  );

  it('a construct of another kind is refused', () => {
    const service = new kplus.Service(scope, 'service', { ports: [{ port: 1 }] });
    expect(kinds.filter((kind) => isResource(service, kind))).toEqual([]);
  });
});

it('an ApiObject of cdk8s is recognised by group and kind', () => {
  const scope = chart();
  const object = (id: string, apiVersion: string) => new ApiObject(scope, id, { apiVersion, kind: 'Secret' });
  expect(isResource(object('a', 'v1'), 'Secret')).toBe(true);
  expect(isResource(object('b', 'vault.example.org/v1'), 'Secret')).toBe(false);
});

it.each([undefined, null, 'Secret', { kind: 'Secret' }, { kind: 'Secret', name: '' }, { name: 'a' }])(
  '%j is no resource',
  (value) => {
    expect(isResource(value, 'Secret')).toBe(false);
  },
);
