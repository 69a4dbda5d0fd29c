import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from 'towpath/actions';
import ts from 'typescript';
import Pssp from '../../apps/pssp';
import { folderWith } from '../helpers/files';
import { root as repository } from '../project/repository';

/** The errors that TypeScript reports for all files of a project, as `file: message`. */
function typeErrors(folder: string): string[] {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  // The packages of Pulumi are not what is tested.
  const checked = { ...options, noCheck: false, noEmit: true, skipLibCheck: true };
  const program = ts.createProgram(fileNames, checked);
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map(
    ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

test('a generated project has no type errors in strict TypeScript 6', async () => {
  const root = folderWith({
    'environments/dev.yaml': 'apps: { pssp: { tag: v1 } }\n',
    'environments/tst.yaml': 'promotesFrom: [dev]\napps: { pssp: { tag: v2, namespace: other } }\n',
  });
  await synth({ root, applications: { pssp: Pssp }, targets: ['pulumi'] });
  const project = join(root, 'dist/pulumi/pssp');
  symlinkSync(join(repository, 'node_modules'), join(project, 'node_modules'));
  expect(ts.version).toMatch(/^6\./);
  expect(typeErrors(project)).toEqual([]);
});
