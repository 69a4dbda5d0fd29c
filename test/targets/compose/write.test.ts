import { environment, JobFlow, ServiceFlow, StoreFlow, text, WorkerFlow } from 'towpath';
import { parse } from 'yaml';
import type { ApplicationModel } from '../../../src/model/application-model';
import { losses } from '../../../src/targets/compose/losses';
import { writeApplication } from '../../../src/targets/compose/write';
import { lossIssues } from '../../../src/targets/losses';
import { declared } from '../../helpers/application-model';

const image = { image: 'a:1', user: 1000 };

function filesOf(model: ApplicationModel): Record<string, string> {
  const { files } = writeApplication(model);
  return Object.fromEntries(files.map(({ path, text: content }) => [path.replace('here/shop/', ''), content]));
}

function composeOf(model: ApplicationModel) {
  return parse(filesOf(model)['compose.yaml'] ?? '');
}

function issuesOf(model: ApplicationModel): string[] {
  const { issues = [] } = writeApplication(model);
  return [...issues, ...lossIssues('compose', losses, model)].map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );
}

test('a reference becomes the name of the service and the port of its container', () => {
  const model = declared((app) => {
    const db = new StoreFlow(app, 'db', { ...image, port: 6379, servicePort: 80 });
    new WorkerFlow(app, 'wrk', { ...image, env: { URL: text`redis://${db.host}:${db.port}` } });
  });
  expect(composeOf(model).services.wrk.environment).toEqual({ URL: 'redis://db:6379' });
  expect(issuesOf(model)).toEqual(['warning not-expressed shop.db.servicePort']);
});

test('a reference to an external flow becomes its external host and port, and the flow has no service', () => {
  const where = environment('here', {
    apps: { shop: { flows: { db: { external: { host: 'db.example.org', port: 1 } } } } },
  });
  const model = declared((app) => {
    const db = new StoreFlow(app, 'db', { ...image, port: 6379 });
    new WorkerFlow(app, 'wrk', { ...image, env: { URL: text`${db.host}:${db.port}` } });
  }, where);
  expect(composeOf(model).services).toEqual({
    wrk: expect.objectContaining({ environment: { URL: 'db.example.org:1' } }),
  });
});

test('keys of two secrets that give the same variable name get different variables', () => {
  const model = declared((app) => {
    const env = { A: app.secret('a-b').key('c'), B: app.secret('a.b').key('c'), C: app.secret('a').key('d') };
    new WorkerFlow(app, 'wrk', { ...image, env });
  });
  const { A, B, C } = composeOf(model).services.wrk.environment;
  const [first, second] = [A, B].map((value) => /^\$\{(A_B__C_[0-9A-F]{8}):\?/.exec(value)?.[1]);
  expect(first).not.toBe(second);
  expect(C).toMatch(/^\$\{A__D:\?/);
  const asked = filesOf(model)['.env.example']?.match(/^\w+=.*$/gm);
  expect(asked).toEqual([...[`${first}=`, `${second}=`].sort(), 'A__D=']);
});

test('`.env` and the folder of secrets are ignored by git', () => {
  const model = declared((app) => {
    new WorkerFlow(app, 'wrk', { ...image, envFrom: [{ secret: app.secret('django') }] });
  });
  const files = filesOf(model);
  expect(files['.gitignore']).toBe('/.env\n/secrets/\n');
  expect(files['.env.example']).toContain('# secrets/django.env: the variables of the secret django, used by wrk.');
  expect(composeOf(model).services.wrk.env_file).toEqual([{ path: './secrets/django.env', required: true }]);
});

test('an application without secrets has only compose.yaml', () => {
  expect(Object.keys(filesOf(declared((app) => new WorkerFlow(app, 'wrk', image))))).toEqual(['compose.yaml']);
});

test('a mounted config becomes a folder of files, and changed files replace the container', () => {
  const model = (page: string) =>
    declared((app) => {
      const site = app.config('site', { data: { 'index.html': page } });
      new WorkerFlow(app, 'wrk', {
        ...image,
        volumes: { www: { config: site, mountPath: '/www', items: { 'index.html': 'a/b' } } },
      });
    });
  const [one, other] = [model('$5'), model('$6')];
  expect(filesOf(one)['files/wrk/www/a/b']).toBe('$5');
  expect(composeOf(one).services.wrk.volumes).toEqual([
    { type: 'bind', source: './files/wrk/www', target: '/www', read_only: true, bind: { create_host_path: false } },
  ]);
  const [label, changed] = [one, other].map((each) => composeOf(each).services.wrk.labels['towpath.dev/config']);
  expect(label).not.toBe(changed);
});

test('jobs, init containers and the preparation of volumes run first, one after the other', () => {
  const model = declared((app) => {
    const db = new StoreFlow(app, 'db', { ...image, port: 1, probes: { readiness: { exec: ['true'] } } });
    const web = new ServiceFlow(app, 'web', {
      ...image,
      port: 1,
      init: { zero: { mounts: { www: { path: '/www' } } }, one: {} },
      volumes: { www: { empty: true, mountPath: '/www' } },
      waitFor: [db],
    });
    new JobFlow(app, 'migrate', { ...image, before: [web], backoffLimit: 0 });
  });
  const { services } = composeOf(model);
  const done = { condition: 'service_completed_successfully' };
  const first = { db: { condition: 'service_healthy' }, migrate: done, 'web.prepare.volumes': done };
  expect(services['web.zero'].depends_on).toEqual(first);
  expect(services['web.one'].depends_on).toEqual({ ...first, 'web.zero': done });
  expect(services.web.depends_on).toEqual({ ...first, 'web.zero': done, 'web.one': done });
  expect(services.migrate.restart).toBe('no');
});

test('two flows on one port of the host are an error, and so are several containers of one flow', () => {
  const flows = { a: { nodePort: 30080 }, b: { nodePort: 30080 }, c: { replicas: 2 } };
  const model = declared(
    (app) => {
      for (const id of ['a', 'b', 'c']) new ServiceFlow(app, id, { ...image, port: 80, expose: 'nodePort' });
    },
    environment('here', { apps: { shop: { flows } } }),
  );
  expect(issuesOf(model)).toEqual(['error host-port-taken shop.b', 'error host-port-taken shop.c']);
});

test('services that wait for each other are an error', () => {
  const model = declared((app) => {
    new ServiceFlow(app, 'a', { ...image, port: 1, probes: { readiness: { exec: ['true'] } } });
    new JobFlow(app, 'b', { ...image, before: ['a'], waitFor: [app.flow('a')] });
  });
  expect(issuesOf(model)).toEqual(['error services-in-circle shop.a']);
});

test('an image name that a mirror makes invalid is an error', () => {
  const where = environment('here', { registry: { mirrors: { 'example/own': 'OWN' } } });
  const model = declared((app) => new WorkerFlow(app, 'wrk', { image: 'example/own:1', user: 1 }), where);
  expect(issuesOf(model)).toEqual(['error invalid-value shop.wrk.image']);
});

test('a value that only Pulumi knows is refused, and nothing is written', () => {
  const later = { __pulumiOutput: true, apply: () => undefined, get: () => '' };
  const model = declared((app) => new WorkerFlow(app, 'wrk', { ...image, env: { A: later as never } }));
  expect(filesOf(model)).toEqual({});
  expect(issuesOf(model)).toEqual(['error value-known-later here: shop.wrk.env.A']);
});

test('the order in which flows are declared does not change the files', () => {
  const model = (ids: readonly string[]) =>
    declared((app) => {
      for (const id of ids) new WorkerFlow(app, id, { ...image, env: { A: app.secret(id).key('k') } });
    });
  expect(filesOf(model(['a', 'b', 'c']))).toEqual(filesOf(model(['c', 'b', 'a'])));
});

test('an empty volume of one container is in memory; one that several containers share is a volume, with a warning', () => {
  const model = declared((app) => {
    new WorkerFlow(app, 'one', { ...image, volumes: { tmp: { empty: true, mountPath: '/tmp', sizeLimit: '1Ki' } } });
    const volumes = { tmp: { empty: true, mountPath: '/tmp' } } as const;
    new WorkerFlow(app, 'two', { ...image, volumes, init: { first: { mounts: { tmp: { path: '/tmp' } } } } });
  });
  const { services } = composeOf(model);
  expect(services.one.tmpfs).toEqual(['/tmp:exec,mode=1777,size=1024']);
  expect(services.two.volumes).toEqual([{ type: 'volume', source: 'two_tmp', target: '/tmp' }]);
  expect(services['two.first'].volumes).toEqual(services.two.volumes);
  expect(issuesOf(model)).toEqual(['warning not-expressed shop.two.volumes.tmp.empty']);
});

test('a value that the defaults set is not reported, and the same value set in code is reported', () => {
  const issues = (volume: object) =>
    issuesOf(
      declared(
        (app) =>
          new StoreFlow(app, 'db', { ...image, port: 1, volume: { mountPath: '/d', size: '1Gi', ...volume } as never }),
      ),
    );
  expect(issues({})).toEqual(['warning not-expressed shop.db.volume.size']);
  expect(issues({ accessMode: 'ReadWriteOnce' })).toContain('warning not-expressed shop.db.volume.accessMode');
});
