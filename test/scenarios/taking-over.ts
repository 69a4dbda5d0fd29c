import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { codesOf } from './codes';
import { configMap, object } from './declared';
import type { Ground, Scenario, Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

const wanted = deployment({ image: 'example/app:v2', env: [{ name: 'KEPT', value: '1' }] });

/** What stands there already: an older image, and more than is declared. */
const before = deployment(
  {
    image: 'example/app:v1',
    env: [
      { name: 'KEPT', value: '1' },
      { name: 'GONE', value: '1' },
    ],
    args: ['--old'],
  },
  { team: 'old' },
);

const tools: Readonly<Record<string, (ground: Ground, old: KubernetesObject) => Promise<unknown>>> = {
  'kubectl apply': (ground, old) => ground.kubectlApply(old),
  'kubectl apply --server-side': (ground, old) => ground.by('kubectl').apply(old),
  'kubectl create': (ground, old) => ground.by('kubectl-create').create(old),
  'Helm 3': (ground, old) => ground.by('helm').create(old),
};

async function shopBeside(ground: Ground, write: (old: KubernetesObject) => Promise<unknown>): Promise<Shop> {
  const shop = await shopOn(ground, object(wanted));
  const { metadata } = before;
  await write({ ...before, metadata: { ...metadata, namespace: shop.namespace } });
  return shop;
}

const ofTools = Object.entries(tools).flatMap(([tool, write]): [string, Scenario][] => [
  [
    `of what ${tool} wrote does not happen unless that is said: the conflict is shown, and nothing is written`,
    async (ground) => {
      const shop = await shopBeside(ground, (old) => write(ground, old));
      const earlier = await shop.contents();
      const { objects } = await shop.diff();
      expect(objects).toMatchObject([
        { change: 'changed', takenOver: false, writtenBy: [tool.split(' --')[0]?.split(' 3')[0]] },
      ]);
      expect(objects[0]?.conflicts.map(({ field }) => field)).toEqual([
        'spec.template.spec.containers[name="main"].image',
      ]);
      expect(await codesOf(() => shop.deploy())).toEqual(['field-conflict']);
      expect(shop.writes()).toEqual([]);
      expect(await shop.contents()).toEqual(earlier);
    },
  ],
  [
    `of what ${tool} wrote, when it is said, is of every field: what is not declared goes`,
    async (ground) => {
      const shop = await shopBeside(ground, (old) => write(ground, old));
      await shop.deploy({ takeOwnership: true });
      const now = await shop.get('Deployment/main');
      expect(containerOf(now)).toMatchObject({ image: 'example/app:v2', env: [{ name: 'KEPT', value: '1' }] });
      expect(containerOf(now)).not.toHaveProperty('args');
      expect(now?.metadata.labels).not.toHaveProperty('team');
      expect(managersOf(now)).toEqual(['towpath Apply']);
      shop.requests.splice(0);
      await shop.deploy({ takeOwnership: true });
      expect(shop.writes()).toEqual([]);
    },
  ],
]);

export const takingOver: Scenarios = {
  ...Object.fromEntries(ofTools),

  'of fields that a person wrote needs force, which takes only declared fields': async (ground) => {
    const shop = await shopBeside(ground, (old) => ground.by('somebody').apply(old));
    for (const more of [{}, { takeOwnership: true }]) {
      expect((await shop.diff(more)).objects).toMatchObject([{ writtenBy: [], conflicts: [{ manager: 'somebody' }] }]);
      expect(await codesOf(() => shop.deploy(more))).toEqual(['field-conflict']);
    }
    expect(shop.writes()).toEqual([]);
    await shop.deploy({ forceConflicts: true });
    const now = await shop.get('Deployment/main');
    expect(containerOf(now)).toMatchObject({ image: 'example/app:v2', args: ['--old'] });
    expect(now?.metadata.labels).toMatchObject({ team: 'old' });
    expect(managersOf(now)).toEqual(['somebody Apply', 'towpath Apply']);
  },

  'keeps fields that a person wrote beside a tool': async (ground) => {
    const shop = await shopBeside(ground, (old) => ground.by('kubectl').apply(old));
    const label = { name: 'main', namespace: shop.namespace, labels: { person: 'somebody' } };
    await ground.by('somebody').apply({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: label });
    await shop.deploy({ takeOwnership: true });
    const { labels } = (await shop.get('Deployment/main'))?.metadata ?? {};
    expect(labels).toMatchObject({ person: 'somebody' });
    expect(labels).not.toHaveProperty('team');
  },

  'takes no field from a person, even if a tool wrote the object': async (ground) => {
    const shop = await shopBeside(ground, (old) => ground.by('kubectl').apply(old));
    const theirs = deployment({ image: 'example/theirs:v9' });
    const { metadata } = theirs;
    await ground
      .by('somebody')
      .apply({ ...theirs, metadata: { ...metadata, namespace: shop.namespace } }, { force: true });
    expect(await codesOf(() => shop.deploy({ takeOwnership: true }))).toEqual(['field-conflict']);
    expect(shop.writes()).toEqual([]);
  },

  'does not happen to an object of another application': async (ground) => {
    const other = await shopOn(ground, object(configMap('a', { from: 'other' })), { name: 'other' });
    await other.deploy();
    const shop = await shopOn(ground, object(configMap('a', { from: 'shop' })), { namespace: other.namespace });
    const all = { takeOwnership: true, forceConflicts: true };
    expect(await codesOf(() => shop.deploy(all))).toEqual(['object-of-another']);
    expect(shop.writes()).toEqual([]);
  },

  'does not take back a field that somebody changed, unless it is forced': async (ground) => {
    const shop = await shopOn(ground, object(configMap('a', { from: 'shop' })));
    await shop.deploy();
    const theirs = configMap('a', { from: 'somebody' }, { namespace: shop.namespace });
    await ground.by('somebody').apply(theirs, { force: true });
    expect(await codesOf(() => shop.deploy())).toEqual(['field-conflict']);
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'somebody' } });
    await shop.deploy({ forceConflicts: true });
    expect(await shop.get('ConfigMap/a')).toMatchObject({ data: { from: 'shop' } });
  },

  'removes fields of the tool that are not declared, and keeps fields of others': async (ground) => {
    const shop = await shopOn(ground, object(configMap('a', { ours: '1', more: '1' })));
    await shop.deploy();
    await ground.by('somebody').apply(configMap('a', { theirs: '1' }, { namespace: shop.namespace }));
    shop.declare(object(configMap('a', { ours: '2' })));
    await shop.deploy();
    expect((await shop.get('ConfigMap/a'))?.data).toEqual({ ours: '2', theirs: '1' });
  },
};

function deployment(container: object, labels: object = {}): KubernetesObject {
  const [app, main] = [{ app: 'main' }, { name: 'main', ...container }];
  const template = { metadata: { labels: app }, spec: { containers: [main] } };
  const spec = { replicas: 1, selector: { matchLabels: app }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'main', labels }, spec };
}

function containerOf(live: object | undefined): object | undefined {
  const { spec } = live as { spec: { template: { spec: { containers: object[] } } } };
  return spec.template.spec.containers[0];
}

/** Without the controllers of a real cluster. */
function managersOf(live: Awaited<ReturnType<Shop['get']>>): string[] {
  const entries = live?.metadata.managedFields ?? [];
  const people = entries.filter(({ manager }) => manager !== 'kube-controller-manager');
  return people.map(({ manager, operation }) => `${manager} ${operation}`).sort();
}
