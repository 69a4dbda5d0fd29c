import { readWorkspaceFile } from '../../src/workspace/workspace-file';
import { folderWith } from '../helpers/files';

it.each([
  ['a wrong indentation', 'layout: app\ntargets:\n yaml: {}\n  x: y\n', 'yaml-syntax', 4],
  ['an open brace', 'layout: app\ntargets: { yaml: {}\n', 'yaml-syntax', 3],
  ['a key that is there twice', 'workspace: a\nlayout: app\nworkspace: b\n', 'yaml-duplicate-key', 3],
  ['a wrong value', 'workspace: a\nlayout: x\n', 'invalid-value', 2],
])('%s in towpath.yaml is told at its line', (_, text, code, line) => {
  const { issues } = readWorkspaceFile(folderWith({ 'towpath.yaml': text }));
  expect(issues).toMatchObject([{ code, location: { file: 'towpath.yaml', line } }]);
});
