import { ownerOfSet } from '../../../src/release/plan/workspace-of-set';
import type { Release } from '../../../src/release/store/release';

const instanceRef = { instance: 'shop', namespace: 'shared' };
const releases = [{ environment: 'tst', flows: {} } as unknown as Release];
const owner = (environment: string, takeSet = false) =>
  ownerOfSet({ workspace: 'one', flows: {}, environment }, instanceRef, { workspace: 'one', releases }, takeSet);

// Two environments whose names contain {env} can write different objects into one namespace, under one instance.
describe('an instance that another environment has deployed', () => {
  it('is not deployed, because that would delete the objects of the other environment', () => {
    const { takesSet, issues } = owner('prod');
    expect(takesSet).toBe(false);
    expect(issues).toMatchObject([
      {
        code: 'object-of-another',
        severity: 'error',
        message:
          'the instance `shop` in the namespace `shared` was deployed for the environment `tst`; this is the environment `prod`',
      },
    ]);
  });

  it('is taken over if the user says so', () => {
    expect(owner('prod', true)).toMatchObject({ takesSet: true, issues: [{ severity: 'warning' }] });
  });
});

it('an instance belongs to the environment that has deployed it', () => {
  expect(owner('tst')).toEqual({ takesSet: false, issues: [] });
});
