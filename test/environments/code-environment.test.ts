import { environment } from 'towpath';
import { issuesOf } from '../helpers/define';

it('an environment in code is checked like a file, and all problems are reported at once', () => {
  const props = { namespce: 'x', defaults: { replicas: -1 }, apps: { shop: { flows: { api: { port: 80 } } } } };
  expect(issuesOf(() => environment('Dev', props as never))).toEqual([
    'invalid-name',
    'invalid-value defaults.replicas',
    'decided-by-application apps.shop.flows.api.port',
    'unknown-key namespce',
  ]);
});

it('an environment in code is frozen, and its argument is not', () => {
  const given = { defaults: { env: { A: '1' } } };
  const made = environment('dev', given);
  expect(() => Object.assign(made.props.defaults ?? {}, { replicas: 2 })).toThrow(TypeError);
  given.defaults.env.A = '2';
  expect(made.props.defaults?.env?.A).toBe('1');
});

it('refuses values that contain themselves, or are nested without end', () => {
  const own: Record<string, unknown> = {};
  own.apps = own;
  const deep = Array.from({ length: 5000 }).reduce<object>((inner) => ({ apps: inner }), {});
  for (const props of [own, deep, { apps: [own] }]) {
    expect(() => environment('dev', props as never)).toThrow(/invalid-value: a map or a list contains itself/);
  }
});
