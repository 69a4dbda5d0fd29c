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

/** The options of a resource, and the names of the values that are right for each. */
const options: Readonly<Record<string, readonly string[]>> = {
  ...{ parent: [], provider: [], providers: ['a list', 'an empty map', 'a promise'], deletedWith: [] },
  ...{
    dependsOn: ['a list', 'a promise'],
    aliases: ['a list'],
    ignoreChanges: ['a list'],
    replaceOnChanges: ['a list'],
  },
  ...{ additionalSecretOutputs: ['a list'], protect: [], retainOnDelete: [], deleteBeforeReplace: [] },
  ...{ transformations: ['a list'], transforms: ['a list'], version: ['a text'], pluginDownloadURL: ['a text'] },
  ...{ urn: ['a text'], customTimeouts: ['an empty map', 'a promise'] },
};

test.each(
  Object.entries(options).flatMap(([option, fitting]) =>
    Object.entries({ ...others, 'a list with a number': [1], 'a list with null': [null] })
      .filter(([name]) => name !== 'null' && !fitting.includes(name))
      .map(([name, value]) => [name, option, value] as const),
  ),
)('%s as the option %s of a resource is an error with a code', async (_, option, value) => {
  const call = () => new ApplicationComponent('shop', right, { [option]: value } as never);
  await expect(registered(call)).rejects.toThrow(new RegExp(`^error invalid-value: .*the option .${option}.;`));
});

test('all wrong options of a resource are told at once', async () => {
  const call = () =>
    new ApplicationComponent('shop', right, { parent: 1, provider: 'x', dependsOn: [1], protect: 'yes' } as never);
  await expect(registered(call)).rejects.toThrow(/parent[\s\S]*provider[\s\S]*dependsOn[\s\S]*protect/);
});

test.each(
  Object.entries(calls).flatMap(([argument, [call, ...fitting]]) =>
    Object.entries(others)
      .filter(([name]) => !fitting.includes(name))
      .map(([name, value]) => [name, argument, () => call(value as never)] as const),
  ),
)('%s as the %s is an error with a code, and nothing is registered', async (_, __, call) => {
  await expect(registered(call)).rejects.toThrow(/^(error [a-z-]+: |\d+ errors)/);
});
