import { TowpathError } from 'towpath';
import * as actions from 'towpath/actions';
import {
  checkSynth,
  deploy,
  deploySteps,
  diffBase,
  diffLive,
  explain,
  findFlows,
  history,
  init,
  pin,
  previewDeploy,
  promote,
  rbac,
  rollback,
  synth,
  validate,
} from 'towpath/actions';

const call = (action: unknown, options: unknown) => async () => (action as (options: unknown) => unknown)(options);

it.each([
  ['init', call(init, { root: 5 }), 'root'],
  ['init', call(init, { name: {} }), 'name'],
  ['synth', call(synth, { outdir: [] }), 'outdir'],
  ['synth', call(synth, { mirror: 5 }), 'mirror'],
  ['checkSynth', call(checkSynth, { targets: [null] }), 'targets'],
  ['checkSynth', call(checkSynth, { targets: [Object.assign([], { name: 'yaml' })] }), 'targets'],
  ['validate', call(validate, { environments: 'dev' }), 'environments'],
  ['findFlows', call(findFlows, { root: 'a\0b' }), 'root'],
  ['findFlows', call(findFlows, { applications: { shop: 5 } }), 'applications'],
  ['explain', call(explain, { environment: 5, path: 'shop' }), 'environment'],
  ['pin', call(pin, { environment: 'dev', pins: 'shop=1' }), 'pins'],
  ['deploySteps', call(deploySteps, { environment: 'dev', flows: 'web' }), 'flows'],
  ['diffBase', call(diffBase, { base: null }), 'base'],
  ['promote', call(promote, { to: 'prod', branch: 5 }), 'branch'],
])('%s says which option has a value of another type', async (_, action, path) => {
  const error: unknown = await action().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TowpathError);
  expect((error as TowpathError).issues).toMatchObject([{ code: 'invalid-value', path }]);
});

const throwing = () => {
  throw new RangeError('not now');
};

it.each([
  ['the options', Object.defineProperty({}, 'root', { enumerable: true, get: throwing })],
  ['a list', { environments: Object.defineProperty(['dev'], 0, { get: throwing }) }],
  ['a map', { applications: Object.defineProperty({}, 'shop', { enumerable: true, get: throwing }) }],
  ['a proxy', { environments: new Proxy(['dev'], { get: throwing }) }],
  ['a target', { targets: [Object.defineProperty({}, 'name', { get: throwing })] }],
])('an option that cannot be read is an error with a code, in %s', async (_, options) => {
  const error: unknown = await call(synth, options)().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TowpathError);
  expect((error as TowpathError).issues).toMatchObject([
    { code: 'invalid-value', message: expect.stringContaining('not now') },
  ]);
});

it.each([
  ['explain', call(explain, {}), ['environment', 'path']],
  ['pin', call(pin, { environment: 'dev' }), ['pins']],
  ['deploySteps', call(deploySteps, {}), ['environment']],
  ['rbac', call(rbac, {}), ['environment']],
  ['deploy', call(deploy, {}), ['environment']],
  ['diffBase', call(diffBase, {}), ['base']],
  ['promote', call(promote, {}), ['to']],
  ['diffLive', call(diffLive, {}), ['environment']],
  ['previewDeploy', call(previewDeploy, {}), ['environment']],
  ['rollback', call(rollback, {}), ['environment']],
  ['history', call(history, {}), ['environment']],
])('%s says which options are missing', async (_, action, paths) => {
  const error: unknown = await action().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TowpathError);
  expect((error as TowpathError).issues).toMatchObject(paths.map((path) => ({ code: 'missing-value', path })));
});

/** What takes another argument than options. */
const others = ['parsePlan'];
const takingOptions = Object.entries(actions).filter(
  ([name, value]) => typeof value === 'function' && !others.includes(name),
);

describe.each(takingOptions)('%s', (_, action) => {
  it.each([null, 'x'])('refuses options that are no object: %j', async (options) => {
    const first = async () => {
      const result = await call(action, options)();
      // A watch begins with its first answer.
      if (result && typeof (result as AsyncGenerator).next === 'function') await (result as AsyncGenerator).next();
    };
    await expect(first()).rejects.toBeInstanceOf(TowpathError);
  });
});
