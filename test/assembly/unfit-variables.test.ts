import { ApiObject } from 'cdk8s';
import { type Application, environment, TowpathError, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';

const worker = { image: 'a:1', user: 1 };
const zero = 'text\0';

function errorsOf(declare: (app: Application) => void): string[] {
  try {
    synthesize(define(declare), environment('dev', { namespace: 'dev' }), { id: 'shop' });
    return [];
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, path, message, location }) => `${code} ${path} ${location?.file}: ${message}`);
  }
}

const here = 'test/assembly/unfit-variables.test.ts';
const noProcess = 'and no process can get it; expected';

test('content of a ConfigMap that becomes a variable is an error once, at the line that sets it', () => {
  const found = errorsOf((app) => {
    const config = app.config('texts', { data: { A: zero, B: 'fine' } });
    new WorkerFlow(app, 'one', { ...worker, envFrom: [{ config }] });
    new WorkerFlow(app, 'two', { ...worker, env: { C: config.key('A'), D: config.key('B') } });
  });
  expect(found).toEqual([
    `invalid-value shop/config:texts/configMap data.A ${here}: \`A\` becomes the variable \`A\` of \`shop/one/deployment\`, ${noProcess} text without the character U+0000, with which Linux ends a text`,
  ]);
});

test('the name of the variable counts', () => {
  const withText = (length: number, prefix: string) =>
    errorsOf((app) => {
      const config = app.config('texts', { data: { A: 'x'.repeat(length) } });
      new WorkerFlow(app, 'one', { ...worker, envFrom: [{ config, prefix }] });
    });
  expect(withText(131_069, '')).toEqual([]);
  expect(withText(131_069, 'P_')).toHaveLength(1);
});

test('content of a file can be any text', () => {
  const found = errorsOf((app) => {
    const config = app.config('texts', { data: { A: zero, B: 'x'.repeat(140_000) } });
    new WorkerFlow(app, 'one', { ...worker, volumes: { texts: { config, mountPath: '/texts' } } });
    new WorkerFlow(app, 'two', { ...worker, env: { C: { config: 'other', key: 'A' } } });
  });
  expect(found).toEqual([]);
});

test('the content of a Secret is never shown', () => {
  const [found = '', ...more] = errorsOf((app) => {
    new ApiObject(app, 'key', {
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' } },
      data: { A: Buffer.from('hunter2\0').toString('base64') },
    } as never);
    new WorkerFlow(app, 'one', { ...worker, env: { PASSWORD: { secret: 'key', key: 'A' } } });
  });
  expect(more.filter((issue) => !issue.startsWith('secret-'))).toEqual([]);
  expect(found).toContain('invalid-value shop/key data.A');
  expect(found).not.toMatch(/hunter2|aHVudGVy/);
});
