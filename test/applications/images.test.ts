import type { EnvironmentProps } from 'towpath';
import { environment, ServiceFlow, WorkerFlow } from 'towpath';
import { imageOf, synthesize } from 'towpath/testing';
import { define, issuesOf, thrownIssues } from '../helpers/define';

const sha = `sha256:${'c'.repeat(64)}`;
const Shop = define((shop) => {
  new ServiceFlow(shop, 'api', { image: shop.image('api', 'example/api'), user: 1, port: 80 });
  new ServiceFlow(shop, 'admin', { image: shop.image('api', 'example/api'), user: 1, port: 80 });
  new ServiceFlow(shop, 'web', { image: 'nginx:1.27', user: 1, port: 80 });
});

type Overlay = NonNullable<EnvironmentProps['apps']>[string];
const images = (overlay: Overlay, rest: EnvironmentProps = {}) => {
  const app = synthesize(Shop, environment('prod', { promotesFrom: ['dev'], ...rest, apps: { shop: overlay } }));
  return ['api', 'admin', 'web'].map((flow) => imageOf(app, flow));
};

describe('pins', () => {
  it('come from the flow, else the image, else the application', () => {
    expect(images({ tag: 'v1' })).toEqual(['example/api:v1', 'example/api:v1', 'nginx:1.27']);
    expect(images({ tag: 'v1', images: { api: { tag: 'v2' } }, flows: { admin: { tag: 'v3' } } })).toEqual([
      'example/api:v2',
      'example/api:v3',
      'nginx:1.27',
    ]);
  });

  it('take tag and digest from the same level', () => {
    expect(images({ digest: sha, images: { api: { tag: 'v2' } } })[0]).toBe('example/api:v2');
    expect(images({ tag: 'v1', images: { api: { digest: sha } } })[0]).toBe(`example/api@${sha}`);
    expect(images({ tag: 'v1', digest: sha })[0]).toBe(`example/api:v1@${sha}`);
  });

  it('can be replaced by the full name of an image that others build', () => {
    expect(images({ tag: 'v1', flows: { web: { image: 'nginx:1.28' } } })[2]).toBe('nginx:1.28');
    expect(issuesOf(() => images({ tag: 'v1', flows: { web: { tag: '1.28' } } }))).toContain(
      'pin-of-foreign-image apps.shop.flows.web.tag',
    );
  });

  it('use the mirrors of the environment', () => {
    const registry = { mirrors: { 'docker.io': 'mirror.example.org/hub' } };
    expect(images({ tag: 'v1' }, { registry })).toEqual([
      'mirror.example.org/hub/example/api:v1',
      'mirror.example.org/hub/example/api:v1',
      'mirror.example.org/hub/library/nginx:1.27',
    ]);
  });
});

describe('outside an initial environment', () => {
  it('a missing pin and the tag `latest` are errors', () => {
    expect(issuesOf(() => images({}))).toEqual(['image-unpinned shop.images.api']);
    expect(issuesOf(() => images({ tag: 'latest' }))).toEqual(['image-latest shop.images.api']);
    expect(issuesOf(() => images({ tag: 'v1', flows: { web: { image: 'nginx:latest' } } }))).toEqual([
      'image-latest shop.web.image',
    ]);
  });

  it('the tag `latest` with a digest is accepted', () => {
    expect(images({ tag: 'latest', digest: sha })[0]).toBe(`example/api:latest@${sha}`);
  });
});

describe('a flow with a reason for `latest`', () => {
  const reason = 'the images get release tags in May';
  const sidecars = { proxy: { image: 'nginx:latest', user: 1 } };
  const warnings = (code: object, overlay: object, flows: string[] = ['web']) => {
    const Taken = define((shop) => {
      for (const flow of flows)
        new WorkerFlow(shop, flow, { image: shop.image('api', 'example/api'), user: 1, sidecars, ...code });
    });
    const prod = environment('prod', { promotesFrom: ['dev'], apps: { shop: overlay } });
    return synthesize(Taken, prod, { id: 'shop' }).warnings.map(({ code: found, message }) => [
      found,
      message.includes(reason),
    ]);
  };

  it.each([
    ['code', { allowLatest: reason }, {}],
    ['the section of the flow', {}, { flows: { web: { allowLatest: reason } } }],
    ['the defaults of the application', {}, { defaults: { allowLatest: reason } }],
  ])('gets warnings with the reason, which is set in %s', (_, code, overlay) => {
    expect(warnings(code, overlay)).toEqual([
      ['image-unpinned', true],
      ['image-latest', true],
    ]);
    expect(warnings(code, { ...overlay, tag: 'latest' })).toEqual([
      ['image-latest', true],
      ['image-latest', true],
    ]);
  });

  it('allows nothing to other flows, and an environment can take the reason back', () => {
    const overlay = { tag: 'v1', flows: { web: { allowLatest: reason } } };
    const issues = thrownIssues(() => warnings({}, overlay, ['web', 'wrk']));
    expect(issues.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
      'warning shop.web.image',
      'error shop.wrk.image',
    ]);
    const back = { tag: 'v1', defaults: { allowLatest: null } };
    expect(issuesOf(() => warnings({ allowLatest: reason }, back))).toEqual(['image-latest shop.web.image']);
  });

  it('has to give one', () => {
    const empty = () => warnings({ allowLatest: ' ' }, { tag: 'v1' });
    expect(issuesOf(empty)).toEqual(['invalid-value shop.web.allowLatest']);
  });
});

it('a missing pin and the tag `latest` are warnings in an initial environment', () => {
  const app = synthesize(Shop, environment('dev'));
  expect(app.warnings.map(({ code }) => code)).toEqual(['image-unpinned']);
  expect(imageOf(app, 'api')).toBe('example/api');
});

it('someone else’s image without a version is an error everywhere', () => {
  const Bare = define((shop) => new ServiceFlow(shop, 'web', { image: 'nginx', user: 1, port: 80 }));
  expect(issuesOf(() => synthesize(Bare, environment('dev'), { id: 'shop' }))).toEqual([
    'invalid-value shop.web.image',
  ]);
});

it('an image name that has two repositories is refused', () => {
  const Twice = define((shop) => {
    shop.image('api', 'example/api');
    shop.image('api', 'example/other');
  });
  expect(issuesOf(() => synthesize(Twice, environment('dev'), { id: 'shop' }))).toEqual([
    'invalid-value shop.images.api',
  ]);
});

it('an invalid repository is an error', () => {
  const Bad = define(
    (shop) => new ServiceFlow(shop, 'web', { image: shop.image('web', 'Example/API:v1'), user: 1, port: 80 }),
  );
  expect(issuesOf(() => synthesize(Bad, environment('dev'), { id: 'shop' }))).toContain(
    'invalid-value shop.images.web',
  );
});
