import { type Application, environment, ServiceFlow, TowpathError, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../helpers/define';

const worker = { image: 'a:1', user: 1 };

function issuesOf(declare: (app: Application) => void, data: Record<string, string | null> = {}): string[] {
  const dev = environment('dev', { namespace: 'dev', apps: { shop: { configs: { texts: { data } } } } });
  try {
    return synthesize(define(declare), dev, { id: 'shop' }).warnings.map(({ message }) => message);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, path, message, hint }) => `${code} ${path}: ${message} (${hint})`);
  }
}

const using = (key: string, optional?: boolean) => (app: Application) => {
  const config = app.config('texts', { data: { MODE: 'x', OTHER: 'y' } });
  const env = { A: config.key(key, optional === undefined ? {} : { optional }), B: { config: 'of-others', key: 'A' } };
  new WorkerFlow(app, 'wrk', { ...worker, env });
};

test('a variable with a key that the ConfigMap of the application does not have is an error', () => {
  expect(issuesOf(using('MDOE'))).toEqual([
    'invalid-value shop/wrk/deployment: the variable `A` gets the key `MDOE` of the ConfigMap `shop-texts`, which has no such key (did you mean `MODE`?)',
  ]);
  expect(issuesOf(using('MODE'), { MODE: null })).toHaveLength(1);
});

test('a key that is there, comes from the environment or is optional is no problem', () => {
  expect(issuesOf(using('MODE'))).toEqual([]);
  expect(issuesOf(using('LATER'), { LATER: 'x' })).toEqual([]);
  expect(issuesOf(using('LATER', true))).toEqual([]);
});

test('flows that wait for each other, or for themselves, are an error', () => {
  const service = { ...worker, port: 80 };
  const waits = (...pairs: [string, string][]) =>
    issuesOf((app) => {
      app.config('texts');
      for (const [id, other] of pairs) new ServiceFlow(app, id, { ...service, waitFor: [app.flow(other)] });
      new ServiceFlow(app, 'end', service);
    });
  const hint = '(remove one of them from a `waitFor`, because at first none of them accepts connections)';
  expect(waits(['a', 'a'])).toEqual([
    `services-in-circle shop.a.waitFor: flows wait for each other in a cycle: a → a ${hint}`,
  ]);
  expect(waits(['a', 'b'], ['b', 'a'])).toEqual([
    `services-in-circle shop.a.waitFor: flows wait for each other in a cycle: a → b → a ${hint}`,
  ]);
  expect(waits(['a', 'b'], ['b', 'end'])).toEqual([]);
});
