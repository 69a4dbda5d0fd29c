import { type Application, environment, StoreFlow, text, WorkerFlow } from 'towpath';
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
])('%s as plain text causes a warning in every container', (name, value) => {
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
])('%s with the value %j causes no warning', (name, value) => {
  expect(warningsOf({ [name]: value })).toEqual([]);
});

it('a secret as plain text causes a warning at the line of the environment that sets it', () => {
  expect(warningsOf({}, { env: { TOKEN: 'abc' } })).toEqual(['secret-in-text shop.wrk.env.TOKEN']);
});

it('a secret as plain text causes no warning in an initial environment', () => {
  expect(warningsOf({ POSTGRES_PASSWORD: 'postgres' }, {}, [])).toEqual([]);
});

describe('a secret as plain text outside of variables', () => {
  const found = (declare: (app: Application) => void, promotesFrom: string[] = ['dev'], configs: object = {}) => {
    const where = environment('prod', { promotesFrom, apps: { shop: { configs } } } as never);
    return synthesize(define(declare), where, { id: 'shop' }).warnings;
  };
  const pathsOf = (...args: Parameters<typeof found>) => found(...args).map(({ code, path }) => `${code} ${path}`);
  const worker = (said: object) => (app: Application) =>
    void new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, ...said } as never);

  it.each<[string, object]>([
    ['command', { command: ['app', '--password=hunter2'] }],
    ['args', { command: ['mysql'], args: ['-phunter2'] }],
    ['probes.liveness.exec', { probes: { liveness: { exec: ['redis-cli', '-a', 'hunter2', 'ping'] } } }],
    ['init.first.args', { init: { first: { args: ['--token', 'abc'] } } }],
    ['sidecars.side.env.DB_PWD', { sidecars: { side: { image: 'b:1', user: 1, env: { DB_PWD: 'hunter2' } } } }],
    ['annotations["example.org/api-token"]', { annotations: { 'example.org/api-token': 'abc' } }],
    ['podAnnotations["example.org/url"]', { podAnnotations: { 'example.org/url': 'https://me:hunter2@x' } }],
    ['env.DATABASE_URL', { env: { DATABASE_URL: text`postgres://me:hunter2@${'db'}/x` } }],
  ])('causes a warning in %s', (path, said) => {
    expect(pathsOf(worker(said))).toEqual([`secret-in-text shop.wrk.${path}`]);
  });

  it('causes a warning next to references, and none if the value is only references', () => {
    const url = (password: string) => (app: Application) => {
      const db = new StoreFlow(app, 'db', { image: 'a:1', user: 1, port: 1, volume: { mountPath: '/a', size: '1Gi' } });
      worker({ env: { URL: text`postgres://me:${password}@${db.host}`, ADMIN_TOKEN: db.host } })(app);
    };
    expect(pathsOf(url('hunter2'))).toEqual(['secret-in-text shop.wrk.env.URL']);
    expect(pathsOf(url('$(PASSWORD)'))).toEqual([]);
  });

  const config = (data: object) => (app: Application) => void app.config('settings', { data } as never);

  it('causes a warning in a ConfigMap at its key, whether code or an environment sets it', () => {
    const file = { 'application.properties': 'a=1\nspring.datasource.password=hunter2\n', LOG_LEVEL: 'info' };
    expect(pathsOf(config(file))).toEqual(['secret-in-text shop.configs.settings.data["application.properties"]']);
    const overlay = { settings: { data: { API_TOKEN: 'abc' } } };
    expect(pathsOf(config({}), ['dev'], overlay)).toEqual(['secret-in-text shop.configs.settings.data.API_TOKEN']);
    expect(pathsOf(config(file), [])).toEqual([]);
  });

  it('is not shown in the warning', () => {
    const issues = [...found(worker({ env: { API_TOKEN: 'canary' } })), ...found(config({ API_TOKEN: 'canary' }))];
    expect(issues).toHaveLength(2);
    expect(JSON.stringify(issues)).not.toContain('canary');
  });
});
