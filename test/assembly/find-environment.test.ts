import { findEnvironment } from '../../src/assembly/assemble-workspace';
import { readEnvironments } from '../../src/environments/folder';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

async function hintOf(files: Record<string, string>) {
  const found = await failure(async () => findEnvironment(readEnvironments(folderWith(files)), 'prod'));
  return found.map(({ code, hint }) => [code, hint]);
}

it('names the environments that there are', async () => {
  const files = { 'environments/dev.yaml': '' };
  expect(await hintOf(files)).toEqual([['unknown-environment', 'one of: dev']]);
});

it('says where to look where there are none, as outside of a workspace', async () => {
  expect(await hintOf({})).toEqual([['unknown-environment', expect.stringContaining('`environments/`')]]);
});
