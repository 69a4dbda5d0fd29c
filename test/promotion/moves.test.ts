import type { ImageUse } from '../../src/promotion/image-use';
import { type KnownHistory, noHistory } from '../../src/promotion/known-history';
import { planMoves } from '../../src/promotion/moves';
import { withSharingFlows } from '../../src/promotion/selection';
import type { SourceFlow, SourceImage } from '../../src/promotion/source-flow';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

function use(flow: string, tag: string | undefined, image = flow): ImageUse {
  const about = { application: 'shop', flow, container: flow, image, repository: `example/${image}`, isOfFlow: true };
  return { ...about, ...(tag !== undefined && { tag }) };
}

function source(flow: string, image: Partial<SourceImage>, obstacle?: string): SourceFlow {
  const images = [{ image: flow, ...image }];
  return { application: 'shop', flow, images, ...(obstacle !== undefined && { obstacle }) };
}

function plan(
  uses: readonly ImageUse[],
  sources: readonly SourceFlow[],
  more: { history?: KnownHistory; addsDigest?: boolean; allowsDowngrade?: boolean } = {},
) {
  const found = planMoves(uses, sources, {
    ...{ source: 'tst', target: 'prod', history: noHistory, addsDigest: false, allowsDowngrade: false, ...more },
  });
  return { ...found, to: found.moves.map(({ to }) => to), codes: found.refusals.map(({ code }) => code) };
}

describe('the form of a pin', () => {
  test.each([[{ tag: 'v2' }], [{ digest: digest('a') }], [{ tag: 'v2', digest: digest('a') }]])(
    'is that of the source: %j',
    (version) => {
      expect(plan([use('api', 'v1')], [source('api', { ...version, runningDigest: digest('b') })]).to).toEqual([
        version,
      ]);
    },
  );

  test('gets the digest that runs if that is asked for, and keeps one that is pinned', () => {
    const running = { tag: 'v2', runningDigest: digest('b') };
    expect(plan([use('api', 'v1')], [source('api', running)], { addsDigest: true }).to).toEqual([
      { tag: 'v2', digest: digest('b') },
    ]);
    const pinned = { ...running, digest: digest('a') };
    expect(plan([use('api', 'v1')], [source('api', pinned)], { addsDigest: true }).to).toEqual([
      { tag: 'v2', digest: digest('a') },
    ]);
    const unknown = plan([use('api', 'v1')], [source('api', { tag: 'v2' })], { addsDigest: true });
    expect(unknown.codes).toEqual(['promotion-without-digest']);
  });
});

describe('the tag of a branch', () => {
  const commit = 'c'.repeat(40);
  const history: KnownHistory = {
    ...noHistory,
    isBranch: (tag) => tag === 'feature-x',
    tagOn: (id) => (id === commit ? 'v7' : undefined),
  };

  test('becomes the digest that runs, also if a tag of git stands on the commit', () => {
    const image = { tag: 'feature-x', runningDigest: digest('a'), commit };
    expect(plan([use('api', 'v1')], [source('api', image)], { history }).to).toEqual([{ digest: digest('a') }]);
  });

  test('becomes the tag of git on the commit if no digest is known', () => {
    const found = plan([use('api', 'v1')], [source('api', { tag: 'feature-x', commit })], { history });
    expect(found.moves).toMatchObject([{ to: { tag: 'v7' }, note: expect.stringContaining('feature-x') }]);
  });

  test('is refused if neither is known, and without git for the usual names', () => {
    const other = source('api', { tag: 'feature-x', commit: 'd'.repeat(40) });
    expect(plan([use('api', 'v1')], [other], { history }).codes).toEqual(['promotion-of-branch']);
    expect(plan([use('api', 'v1')], [source('api', { tag: 'main' })]).codes).toEqual(['promotion-of-branch']);
  });
});

describe('readiness', () => {
  test('is needed of every flow that moves, and all that are not ready are told', () => {
    const sources = [source('api', { tag: 'v2' }, 'is failed'), source('wrk', { tag: 'v2' }, 'is progressing')];
    const found = plan([use('api', 'v1'), use('wrk', 'v1')], sources);
    expect(found.codes).toEqual(['promotion-not-ready', 'promotion-not-ready']);
    expect(found.refusals[0]?.message).toBe('`shop/api` in `tst` is failed');
  });

  test('is not needed of a flow that has its version already', () => {
    const found = plan([use('api', 'v2')], [source('api', { tag: 'v2' }, 'is failed')]);
    expect(found).toMatchObject({ moves: [], unchanged: ['shop/api'], refusals: [] });
  });

  test('of a flow that does not run at all is not there', () => {
    const missing = { application: 'shop', flow: 'api', obstacle: 'is missing', images: [] };
    expect(plan([use('api', 'v1')], [missing]).codes).toEqual(['promotion-not-ready']);
  });
});

describe('backwards', () => {
  test('is refused by the numbers of the tags', () => {
    const back = [source('api', { tag: 'v1.9.0' })];
    expect(plan([use('api', 'v1.10.0')], back).codes).toEqual(['promotion-backwards']);
    expect(plan([use('api', 'v1.10.0')], back, { allowsDowngrade: true }).to).toEqual([{ tag: 'v1.9.0' }]);
  });

  test.each([true, false])('is what git says (%s), whatever the numbers are', (isOlder) => {
    const history = { ...noHistory, isOlder: () => isOlder };
    const up = plan([use('api', 'v1.0.0')], [source('api', { tag: 'v2.0.0' })], { history });
    expect(up.codes).toEqual(isOlder ? ['promotion-backwards'] : []);
    const down = plan([use('api', 'v2.0.0')], [source('api', { tag: 'v1.0.0' })], { history });
    expect(down.codes).toEqual(isOlder ? ['promotion-backwards'] : []);
  });

  test('is not known of digests and of other tags, and allowed', () => {
    expect(plan([use('api', 'blue')], [source('api', { tag: 'aqua' })]).codes).toEqual([]);
    expect(plan([use('api', 'v9.0.0')], [source('api', { digest: digest('a') })]).codes).toEqual([]);
  });
});

describe('flows that share an image', () => {
  const uses = [use('api', 'v1', 'web'), use('admin', 'v1', 'web'), use('wrk', 'v1')];

  test('are added to those that were selected, and named', () => {
    const { flows, shared } = withSharingFlows(uses, ({ flow }) => flow === 'api');
    expect([...flows]).toEqual(['shop/api', 'shop/admin']);
    expect(shared).toEqual([{ application: 'shop', image: 'web', flows: ['api', 'admin'], added: ['admin'] }]);
  });

  test('are followed through several images', () => {
    const chain = [
      use('a', 'v1', 'x'),
      use('b', 'v1', 'x'),
      { ...use('b', 'v1', 'y'), container: 'side' },
      use('c', 'v1', 'y'),
    ];
    expect([...withSharingFlows(chain, ({ flow }) => flow === 'a').flows]).toEqual(['shop/a', 'shop/b', 'shop/c']);
  });

  test('of another application have another image, even if its name is the same', () => {
    const other = { ...use('api', 'v1', 'web'), application: 'store' };
    expect([...withSharingFlows([...uses, other], ({ application }) => application === 'store').flows]).toEqual([
      'store/api',
    ]);
  });

  test('that the source lacks get the version of the others, if these have only one', () => {
    const one = [source('api', { image: 'web', tag: 'v2' })];
    expect(plan(uses.slice(0, 2), one).to).toEqual([{ tag: 'v2' }, { tag: 'v2' }]);
    const two = [...one, source('blog', { image: 'web', tag: 'v3' })];
    expect(plan(uses.slice(0, 2), two).codes).toEqual(['promotion-source-missing']);
    expect(plan([use('wrk', 'v1')], one).codes).toEqual(['promotion-source-missing']);
  });
});
