import { join } from 'node:path';
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

function codes(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    return (error as TowpathError).issues.map(({ code }) => code);
  }
}

describe('kubeconfigs', () => {
  const folder = folderWith({
    'one/config': file('one', 'https://one'),
    'two/config': file('two', 'https://two', { 'client-certificate': 'me.crt', 'client-key': '/keys/me.key' }),
    'broken/config': 'clusters: [{ name: c, cluster: {} }]',
    'no-yaml/config': '\tcontexts: [',
    'home/.kube/config': file('home', 'https://home'),
    'empty/config': '',
  });
  const path = (name: string) => join(folder, name, 'config');
  const read = (names: readonly string[]) => readKubeconfig(undefined, { KUBECONFIG: names.map(path).join(':') });

  test('of several, the first that names something decides it, and paths count from their own file', () => {
    const config = read(['one', 'two']);
    expect(config.currentContext).toBe('one');
    expect([...config.contexts.keys()].sort()).toEqual(['one', 'two']);
    expect(config.clusters.get('c')).toMatchObject({
      server: 'https://one',
      'certificate-authority': join(folder, 'one/pki/ca.crt'),
    });
    expect(config.users.get('u')).toEqual({ token: 'one' });
    expect(read(['two', 'one']).users.get('u')).toMatchObject({
      'client-certificate': join(folder, 'two/me.crt'),
      'client-key': '/keys/me.key',
    });
  });

  test('that are missing or empty are passed over among several', () => {
    expect(read(['nowhere', 'empty', 'two']).currentContext).toBe('two');
  });

  test('are the one of the home folder when none is named', () => {
    expect(readKubeconfig(undefined, { HOME: join(folder, 'home') }).currentContext).toBe('home');
  });

  test('are the one that is asked for, whatever the variable says', () => {
    expect(readKubeconfig(path('two'), { KUBECONFIG: path('one') }).currentContext).toBe('two');
  });

  test.each([
    ['none is there', () => readKubeconfig(undefined, { HOME: join(folder, 'one') })],
    ['the one that is asked for is not there', () => readKubeconfig(path('nowhere'), {})],
    ['one lacks what it must have', () => read(['broken'])],
    ['one is no YAML', () => read(['no-yaml'])],
  ])('tell what is wrong where %s', (_, work) => {
    expect(codes(work)).toEqual(['kubeconfig-unreadable']);
  });
});
