import { pinChanges } from '../../../src/actions/history/pin-changes';
import type { ReleasedFlow } from '../../../src/release/desired';

const tagged = (tag: string, repository = 'example/api'): ReleasedFlow => ({
  kind: 'service',
  image: `${repository}:${tag}`,
  tag,
});

it('leaves out unchanged versions', () => {
  expect(pinChanges({ api: tagged('v1') }, { api: tagged('v1') })).toEqual([]);
});

it('groups flows with the same change', () => {
  const [before, after] = ['v1', 'v2'].map((tag) => ({ api: tagged(tag), wrk: tagged(tag, 'example/wrk') }));
  expect(pinChanges({ ...before, db: tagged('7') }, { ...after, db: tagged('8') })).toEqual([
    { flows: ['api', 'wrk'], from: 'v1', to: 'v2' },
    { flows: ['db'], from: '7', to: '8' },
  ]);
});

it('reports added and removed versions', () => {
  expect(pinChanges({ api: tagged('v1') }, { wrk: tagged('v2') })).toEqual([
    { flows: ['api'], from: 'v1' },
    { flows: ['wrk'], to: 'v2' },
  ]);
});

it('shows the whole image if another image has the same tag', () => {
  const changes = pinChanges({ api: tagged('v1') }, { api: tagged('v1', 'mirror/api') });
  expect(changes).toEqual([{ flows: ['api'], from: 'example/api:v1', to: 'mirror/api:v1' }]);
});

it('detects another digest under the same tag', () => {
  const image = (digest: string) => ({ ...tagged('v1'), image: `example/api:v1@sha256:${digest}`, digest });
  expect(pinChanges({ api: image('a') }, { api: image('b') })).toEqual([{ flows: ['api'], from: 'v1@a', to: 'v1@b' }]);
});

it('shows an external flow by its address', () => {
  const external: ReleasedFlow = { kind: 'store', external: 'db.example.org:5432' };
  expect(pinChanges({ db: tagged('16') }, { db: external })).toEqual([
    { flows: ['db'], from: '16', to: 'db.example.org:5432' },
  ]);
});
