import { environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from '../../helpers/define';

const warningsOf = (env: object, overlay: object = {}, promotesFrom: string[] = ['dev']) => {
  const Shop = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, env: env as never, init: { first: { env: env as never } } });
  });
  const where = environment('prod', { promotesFrom, apps: { shop: { flows: { wrk: overlay } } } });
  return synthesize(Shop, where, { id: 'shop' }).warnings.map(({ code, path }) => `${code} ${path}`);
};

it.each([
  ['POSTGRES_PASSWORD', 'hunter2'],
  ['API_TOKEN', 'abc'],
  ['AWS_SECRET_ACCESS_KEY', 'abc'],
  ['apiKey', 'abc'],
  ['DATABASE_URL', 'postgres://me:hunter2@db:5432/x'],
])('%s in text is warned of, in every container', (name, value) => {
  expect(warningsOf({ [name]: value })).toEqual([
    `secret-in-text shop.wrk.env.${name}`,
    `secret-in-text shop.wrk.init.first.env.${name}`,
  ]);
});

it.each([
  ['POSTGRES_PASSWORD', { secret: 'postgres', key: 'password' }],
  ['POSTGRES_PASSWORD', '$(OTHER)'],
  ['DATABASE_URL', 'postgres://me:$(PASSWORD)@db:5432/x'],
  ['DATABASE_URL', 'postgres://me@db:5432/x'],
  ['HOMEPAGE', 'https://example.org:8080/a@b'],
  ['TOKEN_TTL', '3600'],
  ['USE_TOKEN', 'true'],
  ['PASSWORD_FILE', '/run/secrets/password'],
  ['KEYBOARD', 'qwerty'],
])('%s as %j is not', (name, value) => {
  expect(warningsOf({ [name]: value })).toEqual([]);
});

it('is warned of where an environment says it', () => {
  expect(warningsOf({}, { env: { TOKEN: 'abc' } })).toEqual(['secret-in-text shop.wrk.env.TOKEN']);
});

it('is let be where versions start', () => {
  expect(warningsOf({ POSTGRES_PASSWORD: 'postgres' }, {}, [])).toEqual([]);
});
