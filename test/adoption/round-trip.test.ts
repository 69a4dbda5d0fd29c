import { adopt } from '../../src/actions/adopt/adopt';
import { workspaceWith } from '../helpers/workspace';
import { repositoryManifests } from './repository-manifests';

it('each application of this repository, adopted from its manifests, makes equal objects', async () => {
  const all = await repositoryManifests();
  expect(all.size).toBeGreaterThan(1);
  for (const [application, sources] of all) {
    const { differences, credentials } = await adopt({ root: workspaceWith({}), application, sources });
    expect([application, differences, credentials]).toEqual([application, [], []]);
  }
});
