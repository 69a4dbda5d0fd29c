import { environment } from 'towpath';
import { ApplicationComponent, deployWorkspace } from 'towpath/pulumi';
import { define } from '../../helpers/define';
import { registered } from './mocked';

const application = define(() => {});
const dev = environment('dev', { namespace: 'shop-dev' });
const right = { application, environment: dev };

/** Values of types that a program in JavaScript can pass for any argument. */
const others: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 1,
  NaN: Number.NaN,
  'a text': 'x',
  'a list': [],
  'an empty map': {},
  'a function': () => 1,
  'another class': class {},
  'a symbol': Symbol('x'),
  'a promise': Promise.resolve(1),
};

/** Calls with one wrong argument, and the names of the values that are right there. */
const calls: Readonly<Record<string, readonly [(value: never) => unknown, ...string[]]>> = {
  name: [(value) => new ApplicationComponent(value, right), 'a text'],
  props: [(value) => new ApplicationComponent('shop', value)],
  options: [(value) => new ApplicationComponent('shop', right, value), 'an empty map', 'a promise'],
  application: [(value) => new ApplicationComponent('shop', { ...right, application: value })],
  id: [(value) => new ApplicationComponent('shop', { ...right, id: value }), 'a text', 'null'],
  environment: [(value) => new ApplicationComponent('shop', { ...right, environment: value })],
  env: [(value) => new ApplicationComponent('shop', { ...right, env: value }), 'an empty map', 'a promise'],
  variables: [(value) => new ApplicationComponent('shop', { ...right, env: { api: value } })],
  root: [(value) => new ApplicationComponent('shop', { ...right, root: value }), 'a text', 'null'],
  'props of deployWorkspace': [(value) => deployWorkspace(value), 'an empty map', 'a promise'],
};

test.each(
  Object.entries(calls).flatMap(([argument, [call, ...fitting]]) =>
    Object.entries(others)
      .filter(([name]) => !fitting.includes(name))
      .map(([name, value]) => [name, argument, () => call(value as never)] as const),
  ),
)('%s as the %s is an error with a code, and nothing is registered', async (_, __, call) => {
  await expect(registered(call)).rejects.toThrow(/^(error [a-z-]+: |\d+ errors)/);
});
