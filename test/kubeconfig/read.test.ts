import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileContent } from '../../src/cluster/kubeconfig/content';
import { readKubeconfig } from '../../src/cluster/kubeconfig/read';
import type { TowpathError } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';

const file = (context: string, server: string, user: object = { token: context }) =>
  JSON.stringify({
    'current-context': context,
    contexts: [{ name: context, context: { cluster: 'c', user: 'u', namespace: `${context}-home` } }],
    clusters: [{ name: 'c', cluster: { server, 'certificate-authority': 'pki/ca.crt' } }],
    users: [{ name: 'u', user }],
  });

/** What a work throws. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const codes = (work: () => unknown) => (outcome(work) as TowpathError).issues.map(({ code }) => code);

describe('kubeconfigs', () => {
  const folder = folderWith({
    'one/config': file('one', 'https://one'),
    'two/config': file('two', 'https://two', { 'client-certificate': 'me.crt', 'client-key': '/keys/me.key' }),
    'broken/config': 'clusters: [{ name: c, cluster: { server: [] } }]',
    'no-yaml/config': '\tcontexts: [',
    'home/.kube/config': file('home', 'https://home'),
    'empty/config': '',
    'alias/config': 'users: [{ name: u, user: { token: *canary } }]',
    'tag/config': 'users: [{ name: u, user: { token: !canary x } }]',
    'reserved/config': 'users:\n- name: u\n  user:\n    password: @canary',
    'colon/config': 'users:\n- name: u\n  user: { password: "canary" canary }',
    'number/config': 'users: [{ name: u, user: { token: [canary] } }]',
  });
  const path = (name: string) => join(folder, name, 'config');
  const read = (names: readonly string[]) => readKubeconfig(undefined, { KUBECONFIG: names.map(path).join(':') });

  test('of several files, the first with a value wins, and paths are relative to their own file', () => {
    const config = read(['one', 'two']);
    expect(config.currentContext).toBe('one');
    expect([...config.contexts.keys()].sort()).toEqual(['one', 'two']);
    expect(config.clusters.get('c')).toMatchObject({
      server: 'https://one',
      'certificate-authority': join(folder, 'one/pki/ca.crt'),
    });
    expect(config.users.get('u')).toEqual({ token: 'one', place: expect.anything() });
    expect(read(['two', 'one']).users.get('u')).toMatchObject({
      'client-certificate': join(folder, 'two/me.crt'),
      'client-key': '/keys/me.key',
    });
  });

  test('that are a pipe or a device are refused, and so are files that they refer to', () => {
    const [pipe, device] = [join(folder, 'pipe'), join(folder, 'device')];
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', device);
    for (const place of [pipe, device]) {
      expect(outcome(() => readKubeconfig(place))).toMatchObject({
        issues: [{ code: 'kubeconfig-unreadable', message: `${place} cannot be read: it is not a file` }],
      });
      expect(codes(() => fileContent(place, 'tokenFile'))).toEqual(['credentials-failed']);
    }
  });

  test('that are the output of a command, as `<(command)` passes it, are read', () => {
    const program = 'console.log(require(process.argv[1]).readKubeconfig(process.argv[2]).currentContext)';
    const compiled = join(__dirname, '../../build/cluster/kubeconfig/read.js');
    const script = '"$0" -e "$1" "$2" <(cat "$3")';
    const args = ['-c', script, process.execPath, program, compiled, path('two')];
    expect(execFileSync('bash', args, { encoding: 'utf8' })).toBe('two\n');
  });

  test('that are missing or empty are skipped among several', () => {
    expect(read(['nowhere', 'empty', 'two']).currentContext).toBe('two');
  });

  test('are read from the home folder by default', () => {
    expect(readKubeconfig(undefined, { HOME: join(folder, 'home') }).currentContext).toBe('home');
  });

  test('are read from the requested file, whatever the variable is', () => {
    expect(readKubeconfig(path('two'), { KUBECONFIG: path('one') }).currentContext).toBe('two');
  });

  test.each([
    ['no file exists', () => readKubeconfig(undefined, { HOME: join(folder, 'one') })],
    ['the requested file does not exist', () => readKubeconfig(path('nowhere'), {})],
    ['a field has another type', () => read(['broken'])],
    ['a file is not YAML', () => read(['no-yaml'])],
  ])('give an error if %s', (_, work) => {
    expect(codes(work)).toEqual(['kubeconfig-unreadable']);
  });

  test.each(['alias', 'reserved', 'colon', 'number'])(
    'that cannot be read (%s) give an error without their content',
    (name) => {
      const error = outcome(() => read([name])) as TowpathError;
      expect(error.issues.map(({ code }) => code)).toEqual(['kubeconfig-unreadable']);
      expect(JSON.stringify(error.issues)).not.toContain('canary');
    },
  );

  test('cause no warning of the parser with their content', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    read(['tag']);
    expect(warn.mock.calls).toEqual([]);
  });
});
