import { ServiceFlow } from '../../src';
import { readEnvironments } from '../../src/environments/folder';
import { synthesize } from '../../src/testing';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const Shop = define((app) => {
  new ServiceFlow(app, 'web', { image: 'example/web:1', user: 1000, port: 80 });
});

const base = `
namespace: shop
defaults: { labels: { from: defaults } }
apps:
  shop:
    enabled: true
    defaults: { labels: { of: application } }
    flows:
      web: { replicas: 5 }
`;

/** The replicas and labels of the flow in an environment that extends the base above. */
function inProduction(text: string) {
  const files = { 'environments/_base.yaml': base, 'environments/prod.yaml': `extends: _base\n${text}` };
  const { environments, issues } = readEnvironments(folderWith(files));
  expect(issues).toEqual([]);
  const { objects } = synthesize(Shop, environments[0] as never, { id: 'shop' });
  const { spec, metadata } = objects['web-deployment'] as never as {
    spec: { replicas: number };
    metadata: { labels: Record<string, string> };
  };
  const { from, of } = metadata.labels;
  return { replicas: spec.replicas, from, of };
}

const [replicas, from, of] = [5, 'defaults', 'application'];

test.each([
  ['', { replicas, from, of }],
  ['defaults:', { replicas, of }],
  ['apps:', { replicas: 1, from }],
  ['apps: { shop: }', { replicas: 1, from }],
  ['apps: { shop: { defaults: } }', { replicas, from }],
  ['apps: { shop: { flows: } }', { replicas: 1, from, of }],
  ['apps: { shop: { flows: { web: } } }', { replicas: 1, from, of }],
])('an empty value after `%s` removes the value of the extended file at that path only', (text, expected) => {
  expect(inProduction(text)).toEqual(expected);
});
