import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adopt } from '../../src/actions/adopt/adopt';
import { build } from '../../src/actions/synth/build';
import { groupBy } from '../../src/data/group-by';
import { applicationFiles } from '../../src/targets/yaml/files';
import { namespaceFiles } from '../../src/targets/yaml/namespaces';
import { workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

/** Writes the manifests of each application of this repository, and returns the places by application and environment. */
async function manifests(): Promise<Map<string, Record<string, string>>> {
  const { applications } = await build({ root: repository, reload: true });
  const folder = workspaceWith({});
  return new Map(
    [...groupBy(applications, ({ application }) => application)].map(([application, some]) => {
      const places = some.map((one) => {
        const place = join(folder, `${application}-${one.environment.name}`);
        mkdirSync(place);
        const files = [...namespaceFiles(one), ...applicationFiles(one, 'app')];
        for (const [index, { text }] of files.entries()) writeFileSync(join(place, `${index}.yaml`), text);
        return [one.environment.name, place] as const;
      });
      return [application, Object.fromEntries(places)];
    }),
  );
}

it('each application of this repository, adopted from its manifests, makes equal objects', async () => {
  const all = await manifests();
  expect(all.size).toBeGreaterThan(1);
  for (const [application, sources] of all) {
    const { differences, credentials } = await adopt({ root: workspaceWith({}), application, sources });
    expect([application, differences, credentials]).toEqual([application, [], []]);
  }
});
