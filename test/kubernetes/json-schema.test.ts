import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { environment, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { type KubernetesObject, synthesize } from 'towpath/testing';
import Pssp from '../../apps/pssp';
import { define } from '../helpers/define';

/** Kubernetes' own schemas, by version, as `_definitions.json`. */
const folder = join(__dirname, '../../../shared/cases/k8s-json-schema/kubernetes-schemas');
const versions = existsSync(folder) ? readdirSync(folder) : [];
if (versions.length === 0) process.stderr.write(`skipped: there are no schemas of Kubernetes at ${folder}\n`);
const withSchemas = versions.length > 0 ? describe.each(versions) : describe.skip.each(['none']);

const definitionOf: Record<string, string> = {
  Deployment: 'io.k8s.api.apps.v1.Deployment',
  Service: 'io.k8s.api.core.v1.Service',
  PersistentVolumeClaim: 'io.k8s.api.core.v1.PersistentVolumeClaim',
};

withSchemas('Kubernetes %s', (version) => {
  let ajv: Ajv;

  beforeAll(() => {
    const schema = JSON.parse(readFileSync(join(folder, version, '_definitions.json'), 'utf8'));
    // A field that is not in the schema is one that an API server would drop.
    for (const definition of Object.values<{ properties?: object }>(schema.definitions)) {
      if (definition.properties) Object.assign(definition, { additionalProperties: false });
    }
    ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(schema, 'k8s');
  });

  const problems = (object: KubernetesObject) => {
    ajv.validate(`k8s#/definitions/${definitionOf[object.kind]}`, object);
    return (ajv.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  const allProblems = (objects: Readonly<Record<string, KubernetesObject>>) => Object.values(objects).flatMap(problems);

  it.each(['dev', 'tst', 'prod'])('accepts pssp in %s', (name) => {
    expect(allProblems(synthesize(Pssp, name, { root: join(__dirname, '../..') }).objects)).toEqual([]);
  });

  it('would notice a field that does not exist', () => {
    const [object] = Object.values(synthesize(Pssp, environment('dev')).objects);
    expect(problems({ ...object, spec: { replicsa: 1 } } as never)).not.toEqual([]);
  });

  it('accepts whatever the model can say', () => {
    const quantity = fc.constantFrom('100m', '0.5', '1', '128Mi', '10Gi', '1e3');
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const timing = fc.record(
      { initialDelaySeconds: fc.nat(60), periodSeconds: fc.integer({ min: 1, max: 60 }) },
      { requiredKeys: [] },
    );
    const way = fc.constantFrom({ http: '/ready' }, { tcp: true as const }, { exec: ['true'] });
    const probe = fc.tuple(way, timing).map(([how, when]) => ({ ...how, ...when }));
    const map = fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.stringMatching(/^[a-z0-9]{0,9}$/), { maxKeys: 3 });
    const amounts = fc.record({ cpu: quantity, memory: quantity }, { requiredKeys: [] });
    const common = {
      command: maybe(fc.array(fc.string(), { maxLength: 3 })),
      args: maybe(fc.array(fc.string(), { maxLength: 3 })),
      user: maybe(fc.integer({ min: 1, max: 70000 })), // 0 is root, which `restricted` refuses
      group: maybe(fc.nat(70000)),
      env: maybe(fc.dictionary(fc.stringMatching(/^[A-Z_]{1,9}$/), fc.string({ unit: 'grapheme' }), { maxKeys: 4 })),
      resources: maybe(fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] })),
      probes: maybe(fc.record({ readiness: probe, liveness: probe, startup: probe }, { requiredKeys: [] })),
      labels: maybe(map),
      annotations: maybe(map),
      podLabels: maybe(map),
      podAnnotations: maybe(map),
      pullPolicy: maybe(fc.constantFrom('Always' as const, 'IfNotPresent' as const, 'Never' as const)),
      security: maybe(fc.constantFrom('restricted' as const, 'none' as const)),
      serviceAccountToken: maybe(fc.boolean()),
      serviceLinks: maybe(fc.boolean()),
    };
    const port = fc.integer({ min: 1, max: 65535 });
    const expose = maybe(fc.constantFrom('cluster' as const, 'nodePort' as const, 'loadBalancer' as const));
    const replicas = maybe(fc.option(fc.nat(20)));
    const accessMode = maybe(fc.constantFrom('ReadWriteOnce' as const, 'ReadWriteMany' as const));
    const volume = maybe(fc.record({ mountPath: fc.constant('/data'), size: quantity, accessMode }));
    const flows = fc.record({
      api: fc.record({ ...common, image: fc.constant('a:1'), port, expose, replicas }),
      db: fc.record({ ...common, image: fc.constant('a:1'), port, volume }),
      wrk: fc.record({ ...common, image: fc.constant('a:1'), probes: fc.constant(undefined), replicas }),
    });
    fc.assert(
      fc.property(flows, ({ api, db, wrk }) => {
        const App = define((app) => {
          new ServiceFlow(app, 'api', api);
          new StoreFlow(app, 'db', db);
          new WorkerFlow(app, 'wrk', wrk);
        });
        expect(allProblems(synthesize(App, environment('here'), { id: 'app' }).objects)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
