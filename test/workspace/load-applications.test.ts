import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { IssueCollector } from '../../src/diagnostics';
import { loadApplications } from '../../src/workspace/load-applications';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

// Reading a pipe or a device would never end.
const noFiles: [string, (path: string) => void][] = [
  ['a folder', (path) => mkdirSync(path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
];

test.each([...noFiles, ['a broken link', (path: string) => symlinkSync('nowhere', path)] as const])(
  '%s instead of an application file is reported, and not read',
  async (_, make) => {
    const root = folderWith({ 'apps/_part.ts': '' });
    make(join(root, 'apps/shop.ts'));
    const problems = new IssueCollector();
    expect(await loadApplications(root, problems)).toEqual({ applications: [], unloaded: ['shop'] });
    const found = problems.issues.map(({ code, location }) => [code, location?.file]);
    expect(found).toEqual([['file-unreadable', 'apps/shop.ts']]);
  },
);

test.each(noFiles)(
  '%s instead of a package.json that Node would read is reported, and no application is run',
  async (_, make) => {
    for (const file of ['apps/package.json', 'package.json']) {
      const root = folderWith({ 'apps/shop.ts': 'throw new Error();' });
      make(join(root, file));
      const problems = new IssueCollector();
      expect(await loadApplications(root, problems)).toEqual({ applications: [], unloaded: ['shop'] });
      expect(problems.issues.map(({ code, location }) => [code, location?.file])).toEqual([['file-unreadable', file]]);
    }
  },
);

it('an application may await at the top level, and the modules that it imports run once', async () => {
  const module = (name: string) => `console.error('${name} runs');\nexport {};\n`;
  const root = workspaceWith({
    ...shopFiles,
    'apps/_before.ts': module('before'),
    'apps/_awaits.ts': `${module('awaits')}await Promise.resolve();\n`,
    'apps/shop.ts': `import './_before';\nimport './_awaits';\n${shop}`,
  });
  expect(await towpath(root, ['validate'])).toMatchObject({ code: 0, stderr: 'before runs\nawaits runs\n' });
});
