import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
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

describe('in a shell', () => {
  let bin: string;
  beforeAll(() => {
    bin = folderWith({ towpath: `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n` });
    chmodSync(join(bin, 'towpath'), 0o755);
  });

  /** What a script prints in the workspace. It is ended after a minute, so that a shell that waits for ever is a failure. */
  const printed = (shell: string, ...args: string[]) => {
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TERM: 'dumb', HOME: bin };
    return spawnSync(shell, args, { cwd: root, env, encoding: 'utf8', timeout: 60_000 }).stdout;
  };
  /** A test in a shell that not each machine has. bash is always there. */
  const testIn = (shell: string, name: string, work: () => void) => {
    const isMissing = spawnSync(shell, ['--version']).error !== undefined;
    if (isMissing) process.stderr.write(`not tested, because there is no ${shell}: ${name}\n`);
    else test(name, work);
  };

  test('bash offers what towpath offers, also behind a sign that splits words', () => {
    const offered = (line: string) => {
      const script = `compopt() { :; }\n${scripts.bash}\nCOMP_LINE=${JSON.stringify(line)}; COMP_POINT=\${#COMP_LINE}; _towpath; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return printed('bash', '-c', script).trim().split('\n');
    };
    expect(offered('towpath synth -e ')).toEqual(['dev', 'prod']);
    expect(offered('towpath pin -e dev shop/api=')).toEqual(['v1']);
  });

  testIn('fish', 'fish offers what towpath offers', () => {
    const offered = (line: string) =>
      printed('fish', '--no-config', '-c', `${scripts.fish}\ncomplete -C '${line}'`).trim().split('\n');
    expect(offered('towpath synth -e ')).toEqual(['dev', 'prod']);
    expect(offered('towpath pin -e dev shop/api=')).toEqual(['shop/api=v1']);
    expect(offered('towpath synth -e dev,')).toEqual(['dev,prod']);
  });

  testIn('zsh', 'zsh completes the line on a terminal', () => {
    /** Types a line and a tab into a zsh on a terminal of its own, and waits until the line has become the other one. */
    const completes = (line: string, whole: string) => {
      const file = join(folderWith({ script: scripts.zsh }), 'script');
      const session = [
        'zmodload zsh/zpty; zpty z zsh -f -i',
        `zpty -w z 'autoload -Uz compinit; compinit -u -D; source ${file}; echo REA""DY'`,
        "zpty -r z out '*READY*'",
        `zpty -w -n z '${line}'$'\\t'`,
        `zpty -r z out '*${whole}*' && print whole; zpty -d z`,
      ];
      return printed('zsh', '-f', '-c', session.join('\n'));
    };
    expect(completes('towpath synth -e d', 'towpath synth -e dev')).toBe('whole\n');
    expect(completes('towpath pin -e dev shop/api=', 'shop/api=v1')).toBe('whole\n');
  });
});
