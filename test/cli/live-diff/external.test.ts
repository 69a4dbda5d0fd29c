import { chmodSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { callOf, externalDiff } from '../../../src/cli/live-diff/external';
import { fileNameOf } from '../../../src/cli/live-diff/file-name';
import { TowpathError } from '../../../src/diagnostics';
import { ended, start } from '../../helpers/cli';
import { folderWith } from '../../helpers/files';
import { root as repository } from '../../project/repository';
import { configMap, content } from './objects';

const objects = [configMap({ before: content('a=b'), after: content('a=c') })];

/** Runs a diff by a program that is this shell script, as a process of its own, with a temporary folder of its own. */
function started(script: string) {
  const [tools, temp] = [folderWith({ tool: `#!/bin/sh\n${script}\n` }), folderWith({})];
  chmodSync(join(tools, 'tool'), 0o700);
  const module = JSON.stringify(join(repository, 'build/cli/live-diff/external'));
  const call = `require(${module}).externalDiff(process.argv[1], ${JSON.stringify(objects)}).then((code) => { process.exitCode = code; })`;
  // Found on PATH by its name: the path of a temporary folder may hold spaces, at which a command is split.
  const PATH = [tools, process.env.PATH].join(delimiter);
  return { child: start(repository, ['-e', call, 'tool'], { TMPDIR: temp, PATH }), temp };
}

describe('the program of an external diff', () => {
  it('gets a file for each object in two folders that only the user can open', async () => {
    const { child, temp } = started(
      'for side; do basename "$side"; ls -ld "$side"; ls -lA "$side"; cat "$side"/*; done',
    );
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
    expect(stdout.match(/^(LIVE|MERGED)-\w+$/gm)).toHaveLength(2);
    expect(stdout.match(/^drwx------/gm)).toHaveLength(2);
    expect(stdout.match(/^-rw-------[.+]? .* v1\.ConfigMap\.prod\.shop$/gm)).toHaveLength(2);
    expect(stdout.match(/^ {2}a: [bc]$/gm)).toEqual(['  a: b', '  a: c']);
    expect(readdirSync(temp)).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with its caller by %s, and its files are deleted',
    async (signal) => {
      // It holds the output open: were it left, this would wait for it in vain.
      const { child, temp } = started('echo ready; exec sleep 1000');
      child.stdout?.once('data', () => child.kill(signal));
      expect((await ended(child)).signal).toBe(signal);
      expect(readdirSync(temp)).toEqual([]);
    },
  );

  it.each([
    ['fails', 'exit 2'],
    ['is killed', 'kill -9 $$'],
  ])('that %s is an error, and its files are deleted', async (_, script) => {
    const { child, temp } = started(script);
    const { code, stderr } = await ended(child);
    expect(code).toBe(1);
    expect(stderr).toContain('external-diff-failed');
    expect(readdirSync(temp)).toEqual([]);
  });

  it('reports by its exit code whether there is a difference', async () => {
    expect(await externalDiff('true', objects)).toBe(0);
    expect(await externalDiff('false', objects)).toBe(1);
  });

  it('that does not exist is an error with its own code', async () => {
    const error = await externalDiff('no-such-program-here', objects).catch((thrown: unknown) => thrown);
    expect(TowpathError.is(error) && error.issues.map(({ code }) => code)).toEqual(['external-diff-failed']);
  });
});

it.each([
  ['colordiff -N -u', 'colordiff', ['-N', '-u']],
  ['diff --unified=5', 'diff', ['--unified=5']],
  ['diff ; rm -rf / `id` $HOME "x" ../y', 'diff', ['rm', '-rf']],
])('is called like kubectl does for %j', (command, program, args) => {
  expect(callOf(command)).toEqual({ program, args });
});

it.each([
  [{}, 'v1.ConfigMap.prod.shop'],
  [{ apiVersion: 'apps/v1', kind: 'Deployment' }, 'apps.v1.Deployment.prod.shop'],
  [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', namespace: undefined, name: 'system:x' },
    'rbac.authorization.k8s.io.v1.ClusterRole..system%3Ax',
  ],
  [{ name: '../../etc/passwd' }, 'v1.ConfigMap.prod...%2F..%2Fetc%2Fpasswd'],
])('names the file of %j like kubectl does, inside its folder', (rest, name) => {
  expect(fileNameOf(configMap(rest))).toBe(name);
});
