import { join } from 'node:path';
import { readComposeFiles } from '../../src/actions/adopt/sources/compose';
import { givenValues } from '../../src/actions/adopt/sources/given-values';
import { readManifests } from '../../src/actions/adopt/sources/manifests';
import { packageManagerOf } from '../../src/actions/init/package-manager';
import { filesOf } from '../../src/applications/config-files';
import { readPlan } from '../../src/cli/read-plan';
import { content } from '../../src/cluster/kubeconfig/content';
import { readKubeconfig } from '../../src/cluster/kubeconfig/read';
import { TowpathError } from '../../src/diagnostics';
import { readTextFile } from '../../src/environments/text-file';
import { findSourceFlows } from '../../src/source/find-source-flows';
import { readSetup } from '../../src/source/setup/read-setup';
import { concernedModules } from '../../src/workspace/concerned-modules';
import { folderWith } from '../helpers/files';
import { makeUnreadable, unreadable } from '../helpers/unreadable';
import { sources, textOf } from '../project/repository';

interface Reader {
  /** The file that cannot be read. */
  readonly file: string;
  /** Reads it in a folder. It fails, or returns the messages of problems. */
  readonly read: (folder: string) => unknown;
  /** What may stand in place of the file. */
  readonly accepts?: string;
}

const compose = 'services: { web: { image: a } }\n';
const context = { application: 'shop', environment: 'dev', values: {}, own: '' };
const messages = (issues: readonly { readonly message: string }[]) => issues.map(({ message }) => message).join('\n');

/** Parts that read a file which a user names, or which another program wrote. */
const readers: Readonly<Record<string, Reader>> = {
  'actions/adopt/sources/compose.ts': {
    file: '.env',
    read: (folder) => messages(readComposeFiles([join(folder, 'compose.yaml')], context as never).issues),
    // Compose needs no such file.
    accepts: 'a broken link',
  },
  'actions/adopt/sources/given-values.ts': {
    file: 'prod.env',
    read: (folder) => messages(givenValues([], [join(folder, 'prod.env')], ['prod']).issues),
  },
  'actions/adopt/sources/manifests.ts': {
    file: 'a.yaml',
    read: (folder) => messages(readManifests(join(folder, 'a.yaml'), context).issues),
    accepts: 'a folder',
  },
  'applications/config-files.ts': {
    file: 'config/a.txt',
    read: (folder) => filesOf(join(folder, 'config'), undefined).problems.join('\n'),
    accepts: 'a file that is not UTF-8',
  },
  'cli/read-plan.ts': { file: 'plan.json', read: (folder) => readPlan(join(folder, 'plan.json')) },
  'cluster/kubeconfig/content.ts': {
    file: 'ca.pem',
    read: (folder) => content({ 'client-key': join(folder, 'ca.pem') }, 'client-key'),
  },
  'cluster/kubeconfig/read.ts': { file: 'kubeconfig', read: (folder) => readKubeconfig(join(folder, 'kubeconfig')) },
  'environments/text-file.ts': {
    file: 'a.yaml',
    read: (folder) => messages(readTextFile(folder, 'a.yaml').issues),
  },
};

/** Parts that pass over what they cannot read, because it says nothing then. */
const passing: Readonly<Record<string, Reader>> = {
  'actions/init/package-manager.ts': {
    file: 'package.json',
    read: (folder) => ({ name: packageManagerOf(folder) }),
  },
  'source/find-source-flows.ts': { file: 'a.py', read: (folder) => findSourceFlows(folder) },
  'source/setup/read-setup.ts': { file: 'pyproject.toml', read: (folder) => readSetup(folder) },
  'workspace/concerned-modules.ts': {
    file: 'a.ts',
    read: (folder) => concernedModules([join(folder, 'b.ts')], [join(folder, 'a.ts')]),
  },
};

/** Parts that read files of the workspace or its output, with the tests that give them files that cannot be read. */
const tested: Readonly<Record<string, string>> = {
  'actions/adopt/adopt.ts': 'test/files/read-file.test.ts',
  'actions/init/init-plan.ts': 'test/workspace/unreadable.test.ts',
  'actions/pin/edited-files.ts': 'test/workspace/unreadable.test.ts',
  'actions/portal/portal-file-text.ts': 'test/files/read-file.test.ts',
  'actions/portal/portal-plan.ts': 'test/files/read-file.test.ts',
  'actions/promote/endings/commit.ts': 'test/files/read-file.test.ts',
  'actions/promote/write.ts': 'test/files/read-file.test.ts',
  'actions/schema/schema.ts': 'test/files/read-file.test.ts',
  'actions/schema/stale-schemas.ts': 'test/processes/wrong-shapes.property.test.ts',
  'actions/synth/planned-targets.ts': 'test/files/read-file.test.ts',
  'cli/completion/names.ts': 'test/processes/wrong-shapes.property.test.ts',
  'output/journal.ts': 'test/processes/wrong-shapes.property.test.ts',
  'output/lock.ts': 'test/files/read-file.test.ts',
  'output/write-plan.ts': 'test/workspace/unreadable.test.ts',
  'output/write-record.ts': 'test/processes/wrong-shapes.property.test.ts',
  'source/list-files.ts': 'test/source/find-source-flows.test.ts',
  'workspace/load-applications.ts': 'test/workspace/unreadable.test.ts',
  'workspace/tsconfig.ts': 'test/processes/wrong-shapes.property.test.ts',
};

async function told(read: () => unknown): Promise<unknown> {
  try {
    return await read();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return messages(error.issues);
  }
}

const folderOf = ({ file }: Reader) => folderWith({ 'compose.yaml': compose, 'config/b.txt': 'b', [file]: '' });

describe.each(Object.keys(readers))('%s', (name) => {
  const reader = readers[name] as Reader;
  const bad = unreadable.filter((how) => how !== reader.accepts);
  test.each(bad)('reports %s in place of its file', async (how) => {
    const folder = folderOf(reader);
    makeUnreadable(join(folder, reader.file), how);
    expect(await told(() => reader.read(folder))).toMatch(
      /cannot (?:be )?read|link|contains another folder|holds at most/,
    );
  });
});

describe.each(Object.keys(passing))('%s', (name) => {
  const reader = passing[name] as Reader;
  test.each(unreadable)('passes over %s', async (how) => {
    const folder = folderOf(reader);
    makeUnreadable(join(folder, reader.file), how);
    expect(await told(() => reader.read(folder))).toEqual(expect.any(Object));
  });
});

test('every part that reads files is known here', () => {
  const reads = /\b(?:readUserText|readUserFile|readIfThere|bytesIfThere|firstBytesIfThere)\(/;
  const found = sources().filter((file) => file !== 'files/read-file.ts' && reads.test(textOf(`src/${file}`) ?? ''));
  expect(found).toEqual([...Object.keys(readers), ...Object.keys(passing), ...Object.keys(tested)].sort());
});
