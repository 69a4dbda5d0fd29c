import { execFileSync } from 'node:child_process';
import { folderWith } from '../helpers/files';
import surroundings from '../helpers/surroundings';

const real = { ...process.env };
afterEach(() => {
  process.env = real;
});

test('variables of a caller that would change what is tested are taken away', () => {
  process.env = { PATH: '/bin', TOWPATH_ENV: 'prod', GIT_DIR: '/elsewhere', KUBECONFIG: '/k', NO_COLOR: '1' };
  surroundings();
  const ours = ['GIT_CEILING_DIRECTORIES', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM'];
  expect(Object.keys(process.env).sort()).toEqual([...ours, 'PATH']);
});

test('the git that tests run reads no configuration of its user', () => {
  const HOME = folderWith({ '.gitconfig': '[core]\n\tautocrlf = true\n' });
  const said = execFileSync('git', ['config', '--list'], {
    cwd: HOME,
    env: { ...process.env, HOME },
    encoding: 'utf8',
  });
  expect(said).toBe('');
});
