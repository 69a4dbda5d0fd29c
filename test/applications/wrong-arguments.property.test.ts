import { App } from 'cdk8s';
import fc from 'fast-check';
import {
  Application,
  type ApplicationProps,
  environment,
  type Issue,
  JobFlow,
  ScheduleFlow,
  ServiceFlow,
  StoreFlow,
  TowpathError,
  WorkerFlow,
} from 'towpath';
import type { FlowKind } from '../../src/model/flow-kinds';
import { kinds } from '../../src/model/kinds';

/** What a caller in JavaScript can pass, and the types of TypeScript exclude. */
const shapes: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, Number.NaN, '', 'some text', 10n, Symbol('x'), /x/, () => 1],
  ...[[], ['a'], [null], [[]], [{}], {}, { a: 'b' }, { a: null }, new Date(0), new Map(), Object.create(null)],
];
const shape = fc.constantFrom(...shapes);
const dev = environment('dev', { namespace: 'shop-dev' });

/** The errors of an application, however they are told. An error that is no TowpathError is a crash. */
function errorsOf(declare: (app: Application) => unknown, props: unknown = { environment: dev }): readonly Issue[] {
  class Shop extends Application {
    constructor() {
      super(new App(), 'shop', props as ApplicationProps);
      declare(this);
    }
  }
  return issuesOf(() => new Shop().issues).filter(({ severity }) => severity === 'error');
}

function issuesOf(work: () => readonly Issue[]): readonly Issue[] {
  try {
    return work();
  } catch (error) {
    if (TowpathError.is(error)) return error.issues;
    throw error;
  }
}

const classes = {
  service: ServiceFlow,
  worker: WorkerFlow,
  store: StoreFlow,
  job: JobFlow,
  schedule: ScheduleFlow,
} as unknown as Record<FlowKind, new (scope: unknown, id: unknown, props: unknown) => unknown>;
const given: Record<FlowKind, object> = {
  service: { port: 80 },
  worker: {},
  store: { port: 6379, volume: { mountPath: '/data', size: '1Gi' } },
  job: {},
  schedule: { schedule: '0 3 * * *' },
};

const properties = Object.entries(kinds).flatMap(([kind, known]) =>
  Object.keys(known).map((property) => [kind as FlowKind, property] as const),
);

test('a property of a flow with a wrong shape is one error with the name of the flow', () => {
  fc.assert(
    fc.property(fc.constantFrom(...properties), shape, ([kind, property], value) => {
      const props = { image: 'redis:7.4', user: 1000, ...given[kind], [property]: value };
      const errors = errorsOf((app) => new classes[kind](app, 'thing', props));
      expect(errors.length).toBeLessThanOrEqual(1);
      for (const error of errors) expect(error.path).toMatch(/^shop\.thing\b/);
    }),
    { numRuns: 500 },
  );
});

const worker = { image: 'redis:7.4', user: 1000 };
const calls: Record<string, (value: never) => readonly Issue[]> = {
  'the properties of an application': (value) => errorsOf(() => {}, value),
  'the environment of an application': (value) => errorsOf(() => {}, { environment: value }),
  'the settings of an application': (value) => errorsOf(() => {}, { environment: dev, settings: value }),
  'the naming of an application': (value) => errorsOf(() => {}, { environment: dev, naming: value }),
  'the id of an application': (value) => issuesOf(() => new Application(new App(), value, { environment: dev }).issues),
  'the scope of a flow': (value) => errorsOf(() => new classes.worker(value, 'x', worker)),
  'the id of a flow': (value) => errorsOf((app) => new classes.worker(app, value, worker)),
  'the properties of a flow': (value) => errorsOf((app) => new classes.worker(app, 'x', value)),
  'the name of an image': (value) => errorsOf((app) => app.image(value, 'example/x')),
  'the repository of an image': (value) => errorsOf((app) => app.image('x', value)),
  'the name of a config': (value) => errorsOf((app) => app.config(value)),
  'the properties of a config': (value) => errorsOf((app) => app.config('x', value)),
  'the name of a secret': (value) => errorsOf((app) => app.secret(value)),
  'the name of a volume': (value) => errorsOf((app) => app.volume(value, { size: '1Gi' })),
  'the properties of a volume': (value) => errorsOf((app) => app.volume('x', value)),
  'the name of an environment': (value) => issuesOf(() => environment(value) && []),
  'the properties of an environment': (value) => issuesOf(() => environment('dev', value) && []),
};

test.each(Object.entries(calls))('%s of a wrong shape never crashes', (_, call) => {
  for (const value of shapes) expect(() => call(value as never)).not.toThrow();
});
