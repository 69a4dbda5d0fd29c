import { findEnvironment } from '../../src/assembly/assemble-workspace';
import { readEnvironments } from '../../src/environments/folder';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

async function hintOf(files: Record<string, string>) {
  const found = await failure(async () => findEnvironment(readEnvironments(folderWith(files)), 'prod'));
  return found.map(({ code, hint }) => [code, hint]);
}

it('an unknown environment is reported with the environments that exist', async () => {
  const files = { 'environments/dev.yaml': '' };
  expect(await hintOf(files)).toEqual([['unknown-environment', 'one of: dev']]);
});

it('the hint names the right folder if there are no environments', async () => {
  expect(await hintOf({})).toEqual([['unknown-environment', expect.stringContaining('`environments/`')]]);
});
