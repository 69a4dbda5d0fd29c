import fc from 'fast-check';
import { environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { configProperties, sharedVolumeProperties } from '../../../src/model/parts';
import { examplesOf } from '../../../src/testing/conformance/samples/examples';
import { schemaPaths } from '../../../src/testing/conformance/samples/paths';
import { peer } from '../../../src/testing/conformance/samples/pool';
import { split } from '../../../src/testing/conformance/samples/split';
import { fromProperties, type Values } from '../../helpers/arbitrary/from-properties';
import { define } from '../../helpers/define';
import { kubernetesVersions, schemaOf } from '../../helpers/kubernetes-schema';

interface Parts {
  readonly configs: Values;
  readonly volumes: Values;
  readonly secret: string | undefined;
}

const often = () => 60;
const parts: fc.Arbitrary<Parts> = fc.record({
  configs: fromProperties(configProperties, often),
  volumes: fromProperties(sharedVolumeProperties, often),
  secret: fc.constantFrom(undefined, 'django', 'django.prod'),
});

/** An application with a ConfigMap, a disk and a Secret that have the same name and are all used. */
function objectsOf({ configs, volumes, secret }: Parts, inCode = (path: string) => path.length % 2 === 0) {
  const [config, volume] = [split(configProperties, configs, inCode), split(sharedVolumeProperties, volumes, inCode)];
  const overlay = {
    configs: { part: config.overlay },
    volumes: { part: volume.overlay },
    secrets: secret === undefined ? {} : { part: { name: secret } },
  };
  const Shop = define((app) => {
    const [settings, disk, password] = [
      app.config('part', config.code),
      app.volume('part', volume.code as never),
      app.secret('part'),
    ];
    new WorkerFlow(app, 'own', {
      ...{ image: 'a:1', user: 1, envFrom: [{ config: settings }], env: { PASSWORD: password.key('password') } },
      volumes: { disk: { claim: disk, mountPath: '/disk' }, settings: { config: settings, mountPath: '/settings' } },
    });
    new WorkerFlow(app, 'other', { image: 'a:1', user: 1 });
    app.flow(peer.id);
  });
  return synthesize(Shop, environment('here', { apps: { shop: overlay } }), { id: 'shop' }).objects;
}

const whole: Parts = { configs: { data: { A: '1' } }, volumes: { size: '1Gi' }, secret: undefined };

(kubernetesVersions.length > 0 ? it.each(kubernetesVersions) : it.skip.each(['none']))(
  'Kubernetes %s accepts all ConfigMaps, disks and Secrets that the model allows',
  (version) => {
    const problems = schemaOf(version);
    fc.assert(
      fc.property(parts, (said) => {
        expect(Object.values(objectsOf(said)).flatMap(problems)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  },
);

it.each([
  ...schemaPaths(configProperties).map((place) => ['configs', place.path.join('.'), place] as const),
  ...schemaPaths(sharedVolumeProperties).map((place) => ['volumes', place.path.join('.'), place] as const),
])('the property of %s is written: %s', (part, name, { property: { schema } }) => {
  const written = (said: Parts) => JSON.stringify(objectsOf(said));
  const saying = (example: unknown): Parts => ({ ...whole, [part]: { ...whole[part], [name]: example } });
  expect(examplesOf(schema, name).some((example) => written(saying(example)) !== written(whole))).toBe(true);
});

it('a change of a ConfigMap restarts the flows that use it, and no others', () => {
  fc.assert(
    fc.property(parts, parts, (one, { configs }) => {
      const other = { ...one, configs: { ...one.configs, data: configs.data ?? {} } };
      const [a, b] = [objectsOf(one), objectsOf(other)];
      const content = (objects: typeof a) => {
        const { data } = Object.values(objects).find(({ kind }) => kind === 'ConfigMap') as { data?: object };
        return JSON.stringify(data);
      };
      const pods = (objects: typeof a) => JSON.stringify(objects['own-deployment']);
      const rolls = one.configs.rollsPods !== false && content(a) !== content(b);
      expect(pods(a) !== pods(b)).toBe(rolls);
      expect(a['other-deployment']).toEqual(b['other-deployment']);
    }),
  );
});
