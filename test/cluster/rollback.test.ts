import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn } from '../helpers/cli';
import { live, names, written } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { towpath } from './helpers/towpath';
import { clusterWorkspace } from './helpers/workspace';

const app = (flows: string) => `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, JobFlow, ServiceFlow, WorkerFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    ${flows}
  }
}
`;
const api = "new ServiceFlow(this, 'api', { image: this.image('api', 'example/api'), user: 1000, port: 80 });";
/** A flow that goes by another name than its image. */
const web = "new ServiceFlow(this, 'web', { image: this.image('api', 'example/api'), user: 1000, port: 80 });";
const wrk = "new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1000 });";
const two = [api, wrk].join('\n');

interface Options {
  readonly flows?: string;
  /** What the team's own file says of the application. */
  readonly said?: object;
}

function shopOn({ flows = two, said = { tag: 'v1' } }: Options = {}) {
  const namespace = newNamespace();
  const own = 'environments/dev/shop.yaml';
  const cwd = clusterWorkspace({
    environments: { dev: { namespace } },
    files: { 'apps/shop.ts': app(flows), [own]: `# the team's own\n${JSON.stringify(said)}\n` },
  });
  const run = (...args: string[]) => towpath(args, { cwd });
  return {
    namespace,
    cwd,
    code: (text: string) => writeFileSync(join(cwd, 'apps/shop.ts'), text),
    say: (values: object) => writeFileSync(join(cwd, own), JSON.stringify(values)),
    own: () => readFileSync(join(cwd, own), 'utf8'),
    run,
    pin: (...pins: string[]) => run('pin', '-e', 'dev', ...pins),
    deploy: (...more: string[]) => run('deploy', '-e', 'dev', '--no-wait', ...more),
    rollback: (...more: string[]) =>
      run('rollback', '-e', 'dev', '--no-wait', '--yes', ...(more[0]?.startsWith('shop') ? [] : ['shop']), ...more),
    image: (flow: string) => {
      const spec = live(namespace).get(`Deployment/shop-${flow}`)?.spec as {
        template: { spec: { containers: { image: string }[] } };
      };
      return spec.template.spec.containers[0]?.image;
    },
  };
}

onServer('towpath rollback', () => {
  it('restores the objects and the pin, so that the next deploy changes nothing', async () => {
    const shop = shopOn();
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    await shop.pin('shop=v2');
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    expect(shop.image('api')).toBe('example/api:v2');
    expect(await shop.rollback()).toMatchObject({ code: 0 });
    expect([shop.image('api'), shop.image('wrk')]).toEqual(['example/api:v1', 'example/wrk:v1']);
    expect(shop.own()).toContain("# the team's own");
    expect(shop.own()).toContain('v1');
    expect(shop.own()).not.toMatch(/tag\W+v2/);
    const before = written(shop.namespace);
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    expect(written(shop.namespace)).toEqual(before);
  });

  it('restores an older release the second time, or the requested one', async () => {
    const shop = shopOn();
    await shop.deploy();
    for (const version of ['v2', 'v3']) {
      await shop.pin(`shop=${version}`);
      await shop.deploy();
    }
    await shop.rollback();
    expect(shop.image('api')).toBe('example/api:v2');
    await shop.rollback();
    expect(shop.image('api')).toBe('example/api:v1');
    expect(codesIn(await shop.rollback())).toEqual(['release-unknown']);
    expect(await shop.rollback('--to', '3')).toMatchObject({ code: 0 });
    expect(shop.image('api')).toBe('example/api:v3');
    expect(shop.own()).toContain('v3');
    expect(codesIn(await shop.rollback('--to', '99'))).toEqual(['release-unknown']);
  });

  const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
  it.each([
    ['of an image', { images: { api: { tag: 'v1' }, wrk: { tag: 'w1' } } }, ['shop/api=v2'], 'example/api:v1'],
    ['of a flow', { tag: 'v1', flows: { web: { tag: 'v1' } } }, ['shop/web=v2'], 'example/api:v1', [web, wrk]],
    [
      'of a flow with the name of its image',
      { tag: 'v1', flows: { api: { tag: 'v1' } } },
      { tag: 'v1', flows: { api: { tag: 'v2' } } },
      'example/api:v1',
    ],
    [
      'with a digest',
      { tag: 'v1', images: { api: { tag: 'v1', digest: digest('a') } } },
      [`shop/api=v2@${digest('b')}`],
      `example/api:v1@${digest('a')}`,
    ],
    [
      'with a digest alone',
      { tag: 'v1', images: { api: { digest: digest('a') } } },
      [`shop/api=v2@${digest('b')}`],
      `example/api@${digest('a')}`,
    ],
  ])('edits a pin %s in its place', async (_, said, next, image, flows = [api, wrk]) => {
    const shop = shopOn({ said, flows: flows.join('\n') });
    const [flow = ''] = /'(\w+)'/.exec(flows[0] ?? '')?.slice(1) ?? [];
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    const first = versionless(shop.namespace);
    if (Array.isArray(next)) await shop.pin(...next);
    else shop.say(next);
    await shop.deploy();
    expect(shop.image(flow)).not.toBe(image);
    expect(await shop.rollback()).toMatchObject({ code: 0 });
    expect(shop.image(flow)).toBe(image);
    expect(versionless(shop.namespace)).toEqual(first);
    const before = written(shop.namespace);
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    expect(written(shop.namespace)).toEqual(before);
  });

  it('rolls back one flow, and keeps the others and their pins', async () => {
    const shop = shopOn();
    await shop.deploy();
    await shop.pin('shop=v2');
    await shop.deploy();
    expect(await shop.rollback('shop/api')).toMatchObject({ code: 0 });
    expect([shop.image('api'), shop.image('wrk')]).toEqual(['example/api:v1', 'example/wrk:v2']);
    const before = written(shop.namespace);
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    expect(written(shop.namespace)).toEqual(before);
  });

  it.each([
    ['throws', app('throw new Error("broken");')],
    ['cannot be read', 'export default class {'],
    ['is not an application', 'export default 1;'],
  ])('works if the code %s, and reports that', async (_, broken) => {
    const shop = shopOn({ said: { images: { api: { tag: 'v1' }, wrk: { tag: 'v1' } } } });
    await shop.deploy();
    await shop.pin('shop/api=v2');
    await shop.deploy();
    shop.code(broken);
    const done = await shop.rollback();
    expect(done.code).toBe(0);
    expect(codesIn(done)).not.toEqual([]);
    expect(shop.image('api')).toBe('example/api:v1');
    expect(shop.own()).not.toMatch(/tag\W+v2/);
  });

  it('does nothing if an environment file cannot be read, because it sets the namespace', async () => {
    const shop = shopOn();
    await shop.deploy();
    await shop.pin('shop=v2');
    await shop.deploy();
    writeFileSync(join(shop.cwd, 'environments/dev/shop.yaml'), 'tag: [v2\n');
    expect(await shop.rollback()).toMatchObject({ code: 2 });
    expect(shop.image('api')).toBe('example/api:v2');
  });

  it('deletes objects that the bad release added, and reports what the next deploy will change', async () => {
    const shop = shopOn({ flows: api });
    await shop.deploy();
    shop.code(app(two.replace('port: 80', 'port: 81')));
    await shop.pin('shop=v2');
    await shop.deploy();
    expect(names(shop.namespace)).toContain('Deployment/shop-wrk');
    const done = await shop.rollback();
    expect(done.code).toBe(0);
    expect(names(shop.namespace)).toEqual(['Deployment/shop-api', 'Service/shop-api']);
    expect(`${done.stdout}${done.stderr}`).toContain('shop-wrk');
    expect(`${done.stdout}${done.stderr}`).toMatch(/containerPort|port/);
  });
});

/** What is declared of deployments, whatever the cluster counts. */
function versionless(namespace: string): unknown[] {
  return [...live(namespace, 'deployments').values()].map(({ spec, metadata }) => [spec, metadata.labels]);
}
