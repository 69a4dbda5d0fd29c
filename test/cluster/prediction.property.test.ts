import fc from 'fast-check';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { differences } from '../../src/data/differences';
import { formatPath } from '../../src/diagnostics';
import { withoutServerFields } from '../../src/release/plan/comparable';
import { bareApplication } from './helpers/bare-application';
import { onServer } from './helpers/server';

const small = fc.constantFrom('a', 'b', 'c');
const strings = fc.dictionary(small, small, { maxKeys: 3 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const named = <T>(values: fc.Arbitrary<T>) =>
  fc.uniqueArray(fc.tuple(small, values), { selector: ([name]) => name, maxLength: 3 });

const container = fc.record({
  name: small,
  image: fc.constantFrom('example/api:v1', 'example/api:v2', 'example/api'),
  env: maybe(named(small).map((entries) => entries.map(([name, value]) => ({ name, value })))),
  args: maybe(fc.array(small, { maxLength: 2 })),
  ports: maybe(fc.subarray([{ containerPort: 80, name: 'http' }, { containerPort: 81 }])),
  resources: maybe(fc.record({ requests: maybe(fc.constantFrom({ cpu: '1' }, { cpu: '1000m' }, { cpu: '100m' })) })),
  readinessProbe: maybe(fc.constantFrom({ tcpSocket: { port: 80 } }, { httpGet: { path: '/', port: 80 } })),
});

const deployment = fc
  .record({
    labels: strings,
    annotations: maybe(strings),
    replicas: maybe(fc.integer({ min: 0, max: 2 })),
    containers: fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 2 }),
    strategy: fc.constantFrom(
      { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      { type: 'Recreate' },
    ),
    volumes: maybe(named(fc.constant({})).map((entries) => entries.map(([name]) => ({ name, emptyDir: {} })))),
  })
  .map(({ labels, annotations, replicas, containers, strategy, volumes }) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', labels, annotations },
    spec: {
      // Nothing runs: its controllers write no state in between.
      paused: true,
      replicas,
      strategy,
      selector: { matchLabels: { app: 'api' } },
      template: { metadata: { labels: { app: 'api' } }, spec: { containers, volumes } },
    },
  }));

const service = fc
  .record({
    labels: strings,
    type: maybe(fc.constantFrom('ClusterIP', 'NodePort')),
    selector: maybe(strings),
    ports: fc.subarray(
      [
        { name: 'http', port: 80 },
        { name: 'https', port: 443, targetPort: 'tls' },
      ],
      { minLength: 1 },
    ),
  })
  .map(({ labels, ...spec }) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', labels }, spec }));

const configMap = strings.map((data) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api' }, data }));

/** Without what is undefined, as manifests are. */
const objects = fc
  .tuple(deployment, service, configMap)
  .map((all) => JSON.parse(JSON.stringify(all)) as KubernetesObject[]);

/** What the server chooses anew each time that it is asked, and what its controllers write. */
const theirs = /deployment\.kubernetes\.io|nodePort$/;

onServer('a plan', () => {
  it('predicts the object after the deploy, and is empty exactly if nothing is written', async () => {
    const shop = bareApplication();
    const states = fc.sample(objects, 25);
    for (const wanted of states.flatMap((state) => [state, state])) {
      const plan = await shop.plan(wanted);
      expect(plan.issues).toEqual([]);
      await shop.applyPlan(plan);
      for (const { manifest, live, becomes, action, differences: found } of plan.objects) {
        const now = await shop.get(manifest);
        if (!now || !becomes) throw new Error(`${manifest.kind} is not there`);
        const apart = live ? differences(withoutServerFields(becomes), withoutServerFields(now)) : [];
        expect(apart.map(({ path }) => formatPath(path)).filter((path) => !theirs.test(path))).toEqual([]);
        if (action === 'none') expect(found).toEqual([]);
        if (live && found.length === 0) expect(now.metadata.generation).toBe(live.metadata.generation);
        const isSame = now.metadata.resourceVersion === live?.metadata.resourceVersion;
        if (manifest.kind !== 'Deployment')
          expect({ isSame, kind: manifest.kind }).toEqual({ isSame: action === 'none', kind: manifest.kind });
      }
    }
  });
});
