import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { scripts } from '../../src/cli/completion/scripts';
import { cli, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shopFiles, workspaceWith } from '../helpers/workspace';

let root: string;
beforeAll(async () => {
  root = workspaceWith(shopFiles);
  expect(await towpath(root, ['schema'])).toMatchObject({ code: 0 });
});

const complete = async (line: string, folder = root) =>
  (await towpath(folder, ['complete', '--', ...line.split(' ')])).stdout.split('\n').filter(Boolean);

test.each([
  ['dep', ['deploy', 'deployments']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['synth -e ', ['dev', 'prod']],
  ['synth --env=p', ['--env=prod']],
  ['synth -e dev,', ['dev,prod']],
  ['deploy -e dev,', []],
  ['flows -o w', ['wide']],
  ['deploy -e dev --dry', ['--dry-run']],
  ['deploy -e dev ', ['shop', 'shop/api', 'shop/wrk']],
  ['promote ', ['dev', 'prod', 'shop', 'shop/api', 'shop/wrk']],
  ['promote prod shop/', ['shop/api', 'shop/wrk']],
  ['promote --from ', ['dev', 'prod']],
  ['rollback --to ', []],
  ['explain -e dev shop.w', ['shop.wrk']],
  ['history -e dev ', ['shop']],
  ['pin -e dev sh', ['shop=', 'shop/api=', 'shop/wrk=']],
  ['pin -e dev shop/api=', ['shop/api=v1']],
  ['-C', ['-C']],
])('towpath %s is completed by %j', async (line, expected) => {
  expect(await complete(line)).toEqual(expected);
});

test('names come from a workspace above, and there are none without one', async () => {
  expect(await complete('synth -e d', join(root, 'apps'))).toEqual(['dev']);
  expect(await complete('deploy -e dev ', folderWith({}))).toEqual([]);
});

test('completion runs no code of an application', async () => {
  const files = { ...shopFiles, 'apps/shop.ts': 'console.log("ran");' };
  const { stderr } = await towpath(workspaceWith(files), ['complete', '--', 'deploy', '-e', 'dev', '']);
  expect(stderr).toBe('');
});

test('the script for bash offers what towpath offers, also behind a sign that splits words', () => {
  const bin = join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'towpath'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
  chmodSync(join(bin, 'towpath'), 0o755);
  const offered = (line: string) => {
    const script = `compopt() { :; }\n${scripts.bash}\nCOMP_LINE=${JSON.stringify(line)}; COMP_POINT=\${#COMP_LINE}; _towpath; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    return spawnSync('bash', ['-c', script], { cwd: root, env, encoding: 'utf8' }).stdout.trim().split('\n');
  };
  expect(offered('towpath synth -e ')).toEqual(['dev', 'prod']);
  expect(offered('towpath pin -e dev shop/api=')).toEqual(['v1']);
});
