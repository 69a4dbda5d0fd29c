import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../src/actions/synth/build';
import { groupBy } from '../../src/data/group-by';
import { applicationFiles } from '../../src/targets/yaml/files';
import { namespaceFiles } from '../../src/targets/yaml/namespaces';
import { workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

/** Writes the manifests of each application of this repository, and returns the places by application and environment. */
export async function repositoryManifests(): Promise<Map<string, Record<string, string>>> {
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
