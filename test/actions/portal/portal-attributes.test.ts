import type { Deployment } from '../../../src/actions/deployments/deployment';
import { type PortalSurroundings, portalAttributes } from '../../../src/actions/portal/portal-attributes';
import type { Environment } from '../../../src/environments/environment';

const at = (environment: string, version: string): Deployment => ({
  ...{ application: 'shop', flow: 'web', instance: 'shop', state: 'healthy' },
  environment,
  version,
});
const prod = { name: 'prod', props: { promotesFrom: ['tst'], gates: { soak: '1h' } } } as unknown as Environment;
const nothing: PortalSurroundings = { environment: prod, order: 3, sources: [], gates: [], history: undefined };
const history = (count?: number): PortalSurroundings['history'] => ({
  between: (from, to) => ({
    commits: [],
    ...(from.tag === 'v1' && to.tag === 'v2' && count !== undefined && { count }),
  }),
});

test.each([
  [[at('tst', 'v1')], history(2), undefined],
  [[at('tst', 'v2')], history(2), 'v2, 2 commits'],
  [[at('tst', 'v2')], history(1), 'v2, 1 commit'],
  [[at('tst', 'v2')], undefined, 'v2'],
  [[], history(2), undefined],
])('%j waits to be promoted', (sources, known, text) => {
  const shown = portalAttributes(at('prod', 'v1'), { ...nothing, sources, history: known });
  expect(shown['waits in tst']).toBe(text);
});

test('the place of the environment and its gates are shown', () => {
  const gates = [
    { gate: 'soak', state: 'closed', reason: 'v2 runs for 5m', opensAt: '2026-11-29T10:00:00.000Z' },
    { gate: 'check', name: 'smoke $(x)', state: 'not-run' },
  ] as const;
  expect(portalAttributes(at('prod', 'v1'), { ...nothing, gates })).toEqual({
    ...{ state: 'healthy', order: 3, 'promotes from': 'tst' },
    'gate soak': 'closed, v2 runs for 5m, opens at 2026-11-29T10:00:00.000Z',
    'gate check smoke ＄(x)': 'not-run',
  });
});

test('gates that cannot be read are named', () => {
  expect(portalAttributes(at('prod', 'v1'), { ...nothing, gates: undefined }).gates).toBe('could not be read');
  expect(portalAttributes(at('dev', 'v1'), { ...nothing, environment: undefined, order: 0, gates: undefined })).toEqual(
    {
      state: 'healthy',
    },
  );
});
