import { type Hotfix, hotfixes, type PlacedVersion } from '../../src/promotion/hotfixes';
import { noHistory } from '../../src/promotion/known-history';

const sources = new Map([
  ['dev', []],
  ['tst', ['dev']],
  ['prod', ['tst']],
]);
const at = (environment: string, tag: string, digest?: string): PlacedVersion => ({
  ...{ application: 'shop', flow: 'web', environment, tag },
  ...(digest !== undefined && { digest }),
});
const everywhere = ['dev', 'tst', 'prod'].map((environment) => at(environment, 'v1'));

function found(
  running: readonly PlacedVersion[],
  { released = everywhere, isWhole = (): boolean => true, history = noHistory, of = sources } = {},
): Pick<Hotfix, 'environment' | 'version' | 'lacking'>[] {
  return hotfixes(of, { running, released, isWhole }, history).map(({ environment, version, lacking }) => {
    return { environment, version, lacking };
  });
}

const fixed = [at('dev', 'v2'), at('tst', 'v1'), at('prod', 'v1.0.1')];

test('a version in prod that no earlier environment had is reported for all that lack it', () => {
  expect(found(fixed)).toEqual([{ environment: 'prod', version: 'v1.0.1', lacking: ['tst', 'dev'] }]);
  expect(found(fixed, { released: [...everywhere, at('dev', 'v1.0.1')] })).toEqual([
    { environment: 'prod', version: 'v1.0.1', lacking: ['tst'] },
  ]);
});

test('versions that came from the environment before are not reported', () => {
  expect(found([at('dev', 'v3'), at('tst', 'v1'), at('prod', 'v1')])).toEqual([]);
});

test('a promoted digest is known by the digest that runs', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(
    found([at('dev', 'v9', digest), at('tst', 'v9', digest), { ...at('prod', ''), tag: undefined, digest } as never]),
  ).toEqual([]);
});

test('what may have been there is not reported: a branch, releases that are gone, or a version that git knows to contain it', () => {
  expect(found(fixed, { released: [...everywhere, at('dev', 'main'), at('tst', 'main')] })).toEqual([]);
  expect(found(fixed, { isWhole: () => false })).toEqual([]);
  const history = { ...noHistory, isOlder: (tag: string, than: string) => tag === 'v1.0.1' && than === 'v2' };
  expect(found(fixed, { history })).toEqual([{ environment: 'prod', version: 'v1.0.1', lacking: ['tst'] }]);
});

test('of several sources each one that lacks the version is named, and a circle ends', () => {
  const of = new Map([
    ['hotfix', ['prod']],
    ['tst', ['dev']],
    ['prod', ['tst', 'hotfix']],
  ]);
  const running = [...fixed, at('hotfix', 'v1.0.1')];
  expect(found(running, { of })).toMatchObject([
    { environment: 'prod', lacking: ['tst', 'dev'] },
    { environment: 'hotfix', lacking: ['tst', 'dev'] },
  ]);
});

test('a version that is older than all stored releases is not reported, because it may have been there before', () => {
  const first = [at('dev', 'v2.0.0'), at('tst', 'v2.0.0')];
  expect(found([...first, at('prod', 'v1.9.0')], { released: first })).toEqual([]);
  expect(found([...first, at('prod', 'v2.0.1')], { released: first })).toHaveLength(1);
});
