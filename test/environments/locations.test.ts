import { ServiceFlow, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { stringify } from 'yaml';
import { TowpathError } from '../../src/diagnostics';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const Shop = define((app) => {
  new ServiceFlow(app, 'api', { image: 'a:1', user: 1, port: 80, autoscaling: { min: 3, max: 5, memory: 80 } });
});

function placesIn(flow: string): string[] {
  const text = `namespace: dev\napps:\n  shop:\n    flows:\n      api: ${flow}\n`;
  const root = folderWith({ 'environments/dev.yaml': text });
  const issues = (() => {
    try {
      return synthesize(Shop, 'dev', { id: 'shop', root }).warnings;
    } catch (error) {
      if (TowpathError.is(error)) return error.issues;
      throw error;
    }
  })();
  return issues.map(({ path, location }) => `${path} ${location?.file.replace(/.*\//, '')}:${location?.line}`);
}

it('a rule that an environment breaks is reported at the line of the environment', () => {
  expect(placesIn('{ autoscaling: { memory: null, cpu: 80, max: 2 } }')).toEqual([
    'shop.api.autoscaling.max dev.yaml:5',
    'shop.api.autoscaling.cpu dev.yaml:5',
  ]);
});

it('a value that is missing in an environment is reported there', () => {
  expect(placesIn('{ autoscaling: { max: null } }')).toEqual(['shop.api.autoscaling.max dev.yaml:5']);
});

it('a value that only the code sets is reported at the line of the code', () => {
  expect(placesIn('{ replicas: 1 }')).toEqual([
    expect.stringMatching(/^shop\.api\.autoscaling\.memory locations\.test\.ts:/),
  ]);
});

it.each<[string, object, string[]]>([
  ['the application', { tag: 'latest' }, ['shop.images.api:4', 'shop.images.wrk:4']],
  ['an image', { images: { api: { tag: 'latest' } }, tag: 'v1' }, ['shop.images.api:6']],
  ['a flow', { flows: { api: { tag: 'latest' } }, tag: 'v1' }, ['shop.images.api:6']],
  ['nobody', { flows: {} }, ['shop.images.api:3', 'shop.images.wrk:3']],
])('an image without a fixed version is reported at the line where %s sets it', (_, overlay, places) => {
  const Built = define((app) => {
    for (const name of ['api', 'wrk'])
      new WorkerFlow(app, name, { image: app.image(name, `example/${name}`), user: 1 });
  });
  const text = stringify({ namespace: 'dev', apps: { shop: overlay } });
  const root = folderWith({ 'environments/dev.yaml': text });
  const { warnings } = synthesize(Built, 'dev', { id: 'shop', root });
  expect(warnings.map(({ path, location }) => `${path}:${location?.line}`)).toEqual(places);
});

it('an image with the tag `latest` in code is reported at the line of the code', () => {
  const Foreign = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'nginx:latest', user: 1 });
  });
  const root = folderWith({ 'environments/dev.yaml': 'namespace: dev\napps:\n  shop: {}\n' });
  const { warnings } = synthesize(Foreign, 'dev', { id: 'shop', root });
  expect(warnings.map(({ code, location }) => `${code} ${location?.file}`)).toEqual([
    'image-latest test/environments/locations.test.ts',
  ]);
});
