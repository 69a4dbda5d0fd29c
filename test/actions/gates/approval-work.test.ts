import { readdirSync } from 'node:fs';
import { knownApprovals } from '../../../src/actions/gates/approvals/known-approvals';
import type { Environment } from '../../../src/environments/environment';
import type { DesiredApplication } from '../../../src/release/desired';
import { folderWith } from '../../helpers/files';
import { person, signedShop } from './signed-shop';

const trace = process.env.GIT_TRACE2_EVENT;

afterEach(() => {
  if (trace === undefined) delete process.env.GIT_TRACE2_EVENT;
  else process.env.GIT_TRACE2_EVENT = trace;
});

/** How many processes a function starts git in. Git writes a file for each process into the folder of its trace. */
function gitProcesses(action: () => void): number {
  const folder = folderWith({});
  process.env.GIT_TRACE2_EVENT = folder;
  action();
  return readdirSync(folder).length;
}

function desired(count: number): DesiredApplication[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ application: `app-${index}`, environment: 'prod', instance: `app-${index}` },
    ...{ flows: {}, objects: [], source: {} },
  }));
}

test('the history is read once for all applications, and the signatures of all commits at once', () => {
  const ann = person('ann');
  const shop = signedShop([ann]);
  const environment = {
    name: 'prod',
    props: {},
    sources: [{ file: 'environments/prod.yaml' }],
  } as unknown as Environment;
  const known = (count: number) =>
    knownApprovals({
      ...{ root: shop.root, environment, deployed: desired(count), newest: [] },
      commit: { commit: shop.git('rev-parse', 'HEAD') },
    });
  const work = (applications: number, approvals: number) => {
    for (let index = 0; index < approvals; index++) shop.approve(ann);
    return gitProcesses(() => known(applications));
  };
  const few = work(1, 1);
  // Asking whether the clone is shallow, and for the tree of the commit, is left for each application.
  expect(work(9, 0) - few).toBeLessThanOrEqual(8 * 2);
  expect(work(1, 4) - few).toBe(0);
  expect(known(2).get('app-1')).toMatchObject({
    approvals: [],
    authors: expect.arrayContaining(['first@example.org']),
  });
});
