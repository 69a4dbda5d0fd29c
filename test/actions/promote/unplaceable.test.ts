import { WorkerFlow } from 'towpath';
import { gitHistory } from '../../../src/actions/git/history';
import { buildWith, preparePromotion } from '../../../src/actions/promote/prepared';
import { placesOf } from '../../../src/actions/synth/planned-targets';
import { loadWorkspace } from '../../../src/workspace/load';
import { define } from '../../helpers/define';
import { failure } from '../../helpers/outcome';
import { shopIn } from './shop';

const flows = ['one', 'two'];

/** Two flows with a sidecar each, which run one image. */
const construct = define((app) => {
  for (const flow of flows) {
    const sidecars = { helper: { image: app.image('helper', 'example/helper'), user: 1 } };
    new WorkerFlow(app, flow, { image: app.image(flow, `example/${flow}`), user: 1, sidecars });
  }
});

/** Prepares a promotion from a source whose sidecars run these versions. */
async function prepared(...helpers: readonly string[]) {
  const { options } = await shopIn({ construct, hasGit: false });
  const { options: settings, root } = await loadWorkspace(options);
  const request = { from: 'tst', to: 'prod', flows: [], addsDigest: false, allowsDowngrade: false, skips: false };
  const prepare = {
    ...{ load: options, places: placesOf(options), request, taken: 'running' as const, options: settings },
    history: gitHistory(root),
  };
  const sources = flows.map((flow, index) => ({
    ...{ application: 'shop', flow },
    images: [
      { image: flow, tag: 'v2.0.0' },
      { image: 'helper', tag: helpers[index] ?? '' },
    ],
  }));
  return preparePromotion(prepare, await buildWith(prepare, new Map()), sources, new Map());
}

test('sidecars of one image that run different versions in the source cannot be promoted together', async () => {
  const [issue, ...others] = await failure(() => prepared('v2.0.0', 'v2.1.0'));
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code: 'promotion-unplaceable', hint: expect.stringContaining('one version of it') });
});

test('sidecars of one image that run one version in the source are promoted', async () => {
  const { promotion } = await prepared('v2.1.0', 'v2.1.0');
  expect(promotion.moves.filter(({ image }) => image === 'helper').map(({ to }) => to.tag)).toEqual([
    'v2.1.0',
    'v2.1.0',
  ]);
});
