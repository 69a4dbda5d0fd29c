import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type AdoptResult, adopt } from '../../src/actions/adopt/adopt';
import { build } from '../../src/actions/synth/build';
import { writeApplication } from '../../src/targets/compose/write';
import { caseFolder } from '../helpers/cases';
import { folderWith } from '../helpers/files';
import { workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';
import { type Facts, factsOf, withSecrets } from './compose-facts';

/** Adopts a Compose file, and writes the adopted application as a Compose file again. */
async function again(file: string, application: string, environment = 'dev'): Promise<AdoptResult & { text: string }> {
  const root = workspaceWith({});
  const result = await adopt({ root, application, sources: { [environment]: file } });
  return { ...result, text: await composeOf(root) };
}

async function composeOf(root: string): Promise<string> {
  const { applications } = await build({ root, reload: true });
  const [only] = applications;
  const { files = [] } = only ? writeApplication(only.model) : {};
  return files.find(({ path }) => path.endsWith('/compose.yaml'))?.text ?? '';
}

/** Facts that the written file says in another way on purpose, by service: `all` for one with a profile. */
type Exceptions = Readonly<Record<string, readonly (keyof Facts)[] | 'all'>>;

interface ComposeCase {
  readonly file: string;

  readonly except: Exceptions;
}

const files: readonly ComposeCase[] = [
  {
    file: 'voting-app/docker-compose.yml',
    except: {
      // Their sources are mounted for development, and the folder of the checks is not in the case.
      ...{ vote: ['mounts'], result: ['mounts', 'published'], db: ['mounts'], redis: ['mounts'] },
      ...Object.fromEntries([['seed', 'all'] as const]),
    },
  },
  { file: 'aks-store/docker-compose.yml', except: {} },
  { file: 'aks-store/docker-compose-quickstart.yml', except: {} },
  { file: 'kompose/v3.0/compose.yaml', except: {} },
  { file: 'kompose/read-only/compose.yaml', except: {} },
  { file: 'kompose/security-contexts/compose.yaml', except: {} },
  { file: 'kompose/nginx-node-redis/compose.yaml', except: {} },
  { file: 'kompose/resources-lowercase/compose.yaml', except: {} },
  { file: 'kompose/volume-mounts/tmpfs/docker-compose.yml', except: {} },
  { file: 'kompose/change-in-volume/compose.yaml', except: {} },
];

describe.each(files)('$file', ({ file, except }) => {
  const place = caseFolder(file);

  (place ? it : it.skip)('adopted and written again does the same', async () => {
    const { text, differences } = await again(place ?? '', 'shop');
    expect(differences).toEqual([]);
    const [before, after] = [factsOf(readFileSync(place ?? '', 'utf8'), 'shop'), factsOf(text, 'shop')];
    for (const [name, facts] of Object.entries(before)) {
      if (except[name] === 'all') continue;
      const kept = Object.keys(facts).filter((key) => !(except[name] ?? []).includes(key as keyof Facts));
      const of = (all: Facts | undefined) => [name, kept.map((key) => [key, all?.[key as keyof Facts]])];
      expect(of(after[name])).toEqual(withSecrets(of(facts), of(after[name])));
    }
  });
});

/** A Compose file without the order in which services start, which adopt lists as a finding. */
function withoutOrder(text: string): unknown {
  const { services, ...rest } = parse(text) as { services: Record<string, object> };
  const entries = Object.entries(services).map(([name, service]) => [name, { ...service, depends_on: undefined }]);
  return { ...rest, services: Object.fromEntries(entries) };
}

it('the Compose file of each application of this repository, adopted and written again, is the same file', async () => {
  const { applications } = await build({ root: repository, reload: true });
  expect(applications.length).toBeGreaterThan(1);
  for (const { model } of applications) {
    const written = writeApplication(model).files.map(
      ({ path, text }) => [path.split('/').slice(2).join('/'), text] as const,
    );
    const folder = folderWith(Object.fromEntries(written));
    const { text } = await again(join(folder, 'compose.yaml'), model.application, model.environment);
    const [before] = written.filter(([path]) => path === 'compose.yaml').map(([, content]) => content);
    expect(withoutOrder(text)).toEqual(withoutOrder(before ?? ''));
  }
});
