import { ApiObject } from 'cdk8s';
import { type Application, environment, TowpathError, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';
import { otherName, withOtherName } from '../helpers/inherited-names';

const worker = { image: 'a:1', user: 1 };

/** Declares a name in the places where a table is asked for it: one of the model's own, or one that lacks the name. */
const declarations: readonly ((app: Application, name: string) => unknown)[] = [
  (app, name) => new WorkerFlow(app, 'wrk', { ...worker, placement: { spread: [{ topology: name }] } }),
  (app, name) => new WorkerFlow(app, 'wrk', { ...worker, naming: { labels: { word: `{${name}}` } } }),
  (app, name) => new WorkerFlow(app, 'wrk', { ...worker, [name]: 'x' } as never),
  (app, name) => new WorkerFlow(app, 'wrk', { ...worker, volumes: { tmp: { empty: true, [name]: 1 } } } as never),
  (app, name) => new WorkerFlow(app, 'wrk', { ...worker, mounts: { [name]: { path: '/a' } } }),
  (app, name) =>
    new ApiObject(app, 'own', { apiVersion: 'example.org/v1', kind: name, [name]: { [name]: 'x', name: 'x' } }),
];

// The first is a valid name of most things, the second of a variable. No YAML file can have the key `__proto__`.
const names = ['constructor', 'toString'];

function outcome(declare: (app: Application, name: string) => unknown, name: string): unknown {
  try {
    const { objects } = synthesize(
      define((app) => declare(app, name)),
      environment('dev', { namespace: 'dev' }),
      { id: 'shop' },
    );
    return objects;
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, path, message }) => ({ code, path, message }));
  }
}

describe.each(declarations.map((declare, index) => [index, declare] as const))('declaration %i', (_, declare) => {
  test.each(names)('`%s` has no other meaning than another word', (name) => {
    expect(withOtherName(name, outcome(declare, name))).toEqual(outcome(declare, otherName(name)));
  });
});
