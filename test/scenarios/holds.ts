import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueError } from '../../src/diagnostics';
import { git } from '../helpers/git';
import { codesOf } from './codes';
import { all, config, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

const two = all(worker('api'), worker('wrk'));
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

/** A shop that was deployed once in each of these versions. */
async function shopAfter(ground: Ground, ...versions: readonly object[]): Promise<Shop> {
  const shop = await shopOn(ground, two);
  for (const version of versions) {
    shop.say(version);
    await shop.deploy();
  }
  return shop;
}

const v = (number: number) => ({ tag: `v${number}` });

/** Commits the workspace, in a checkout that has an author. */
async function committed(shop: Shop): Promise<void> {
  await shop.commit();
  git(shop.root, 'config', 'user.name', 'Ada');
  git(shop.root, 'config', 'user.email', 'ada@example.org');
}

function lastCommit({ root }: Shop, format: string): string {
  return git(root, 'log', '-1', `--format=${format}`).toString().trim();
}

async function held(shop: Shop): Promise<string[]> {
  return (await shop.holds()).map(({ image, version, places }) => `${image} ${version} in ${places.join(' and ')}`);
}

async function holdRecords({ cluster, namespace }: Shop) {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) throw new Error('there is no kind ConfigMap');
  return (await cluster.list(configMaps, { namespace, labelSelector: 'towpath.dev/hold' })).items;
}

export const holdScenarios: Scenarios = {
  'a rollback holds the version that it took back, in the cluster and in the file': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    const { holds } = await shop.rollback();
    expect(holds).toMatchObject([
      { application: 'shop', image: 'app', version: 'v2', why: 'rolled back from release 2 to release 1' },
    ]);
    expect(await held(shop)).toEqual(['app v2 in cluster and file']);
    const [{ by, at } = { by: '', at: '' }] = holds;
    const lines = ['v2:', `  why: ${holds[0]?.why}`, `  by: ${by}`, `  at: "${at}"`];
    expect(readFileSync(shop.file, 'utf8')).toContain(
      ['    holds:', '      app:', ...lines.map((line) => `        ${line}`)].join('\n'),
    );
  },

  'a held version is refused from a file that does not know the hold': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    await shop.rollback();
    shop.say(v(2));
    const before = await shop.contents();
    await expect(shop.deploy()).rejects.toMatchObject({
      issues: [{ code: 'version-held', hint: expect.stringContaining('towpath hold -e dev shop --version v2 --lift') }],
    });
    expect(await codesOf(shop.preview)).toEqual(['version-held']);
    expect(await shop.contents()).toEqual(before);
    shop.say(v(3));
    await shop.deploy();
    expect(await shop.image('api')).toBe('example/app:v3');
  },

  'a held version is refused from the file alone': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    const entry = { why: 'loses orders', by: 'ada', at: '2026-11-28T09:30:00Z' };
    shop.say({ tag: 'v2', holds: { app: { v2: entry } } });
    await expect(shop.deploy()).rejects.toMatchObject({
      issues: [
        {
          code: 'version-held',
          message: expect.stringMatching(/loses orders \(by ada at 2026-11-28T09:30:00Z, in environments\/dev.yaml\)/),
          location: { file: 'environments/dev.yaml' },
        },
      ],
    });
  },

  'a lifted hold stands in neither place, and the version is deployed again': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    const before = readFileSync(shop.file, 'utf8').replace('v2', 'v1');
    await shop.rollback();
    const { holds } = await shop.liftHold({ flows: ['shop'] });
    expect(holds.map(({ version }) => version)).toEqual(['v2']);
    expect(await held(shop)).toEqual([]);
    expect(readFileSync(shop.file, 'utf8')).toBe(before);
    shop.say(v(2));
    await shop.deploy();
    expect(await shop.image('api')).toBe('example/app:v2');
    expect(await codesOf(() => shop.liftHold())).toEqual(['hold-unknown']);
  },

  'no hold is written if the pin did not change': async (ground) => {
    const shop = await shopOn(ground, two);
    await shop.commit();
    await shop.deploy();
    shop.declare(all(two, config('other')));
    await shop.commit();
    await shop.deploy();
    expect(await shop.rollback()).toMatchObject({ holds: [], outcomes: [{ state: 'deployed' }] });
    expect(await held(shop)).toEqual([]);
  },

  'the tag of a branch is not held, its digest is': async (ground) => {
    const shop = await shopAfter(ground, v(1), { tag: 'main' });
    expect((await shop.rollback()).holds).toEqual([]);
    shop.say({ tag: 'main', digest: digest('a') });
    await shop.deploy();
    await shop.rollback({ to: 1 });
    expect(await held(shop)).toEqual([`app ${digest('a')} in cluster and file`]);
  },

  'a held digest does not stop another digest of the same tag': async (ground) => {
    const shop = await shopAfter(ground, v(1), { tag: 'v2', digest: digest('a') });
    await shop.rollback();
    expect(await held(shop)).toEqual([`app v2@${digest('a')} in cluster and file`]);
    for (const version of [v(2), { digest: digest('a') }, { tag: 'v9', digest: digest('a') }]) {
      shop.say(version);
      expect(await codesOf(shop.deploy)).toContain('version-held');
    }
    shop.say({ tag: 'v2', digest: digest('b') });
    await shop.deploy();
    expect(await shop.image('api')).toBe(`example/app:v2@${digest('b')}`);
  },

  'a hold that is committed has its trailers, and lifting it is another commit': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    await committed(shop);
    const { commit } = await shop.hold({ flows: ['shop'], commit: true });
    expect(lastCommit(shop, '%H %s')).toBe(`${commit} Hold shop/app in dev`);
    expect(lastCommit(shop, '%(trailers:only)')).toMatch(
      /^Held-In: dev\nHeld-Version: v1 shop\/app\nHeld-By: .*>\nHeld-Why: loses orders$/,
    );
    await shop.liftHold({ commit: true });
    expect(lastCommit(shop, '%(trailers:only)')).toMatch(
      /^Lifted-In: dev\nLifted-Version: v1 shop\/app\nLifted-By: .*>$/,
    );
    expect(git(shop.root, 'status', '--porcelain').toString()).toBe('');
    expect(await held(shop)).toEqual([]);
  },

  'a hold and a lift whose commit a hook refused are committed by the same command': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    await committed(shop);
    const hook = join(shop.root, '.git/hooks/pre-commit');
    const repeated = async (work: () => Promise<unknown>) => {
      writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      expect(await codesOf(work)).toEqual(['git-refused']);
      rmSync(hook);
      await work();
      expect(git(shop.root, 'status', '--porcelain').toString()).toBe('');
    };
    await repeated(() => shop.hold({ flows: ['shop'], commit: true }));
    expect(await held(shop)).toEqual(['app v1 in cluster and file']);
    await repeated(() => shop.liftHold({ commit: true }));
    expect(await held(shop)).toEqual([]);
    expect(lastCommit(shop, '%s')).toBe('Lift the hold of shop/app in dev');
  },

  'a hold that cannot be committed is written nowhere': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    await shop.commit();
    writeFileSync(join(shop.root, 'notes.txt'), 'x');
    expect(await codesOf(() => shop.hold({ flows: ['shop'], commit: true }))).toEqual(['tree-dirty']);
    expect(await held(shop)).toEqual([]);
  },

  'a hold of what runs stops neither a deploy that changes nothing nor one of other things': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    await shop.hold({ flows: ['shop'] });
    expect(await held(shop)).toEqual(['app v1 in cluster and file']);
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'unchanged' }] });
    shop.declare(all(two, config('other')));
    await shop.deploy();
    shop.say(v(2));
    await shop.deploy();
    shop.say(v(1));
    expect(await codesOf(shop.deploy)).toEqual(['version-held']);
  },

  'a deploy of flows whose versions are not held is not refused': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    await shop.hold({ version: 'v2' });
    shop.say({ tag: 'v1', flows: { api: { tag: 'v2' }, wrk: { tag: 'v3' } } });
    expect(await codesOf(shop.deploy)).toEqual(['version-held']);
    await shop.deploy({ flows: ['wrk'] });
    expect([await shop.image('api'), await shop.image('wrk')]).toEqual(['example/app:v1', 'example/app:v3']);
  },

  'a rollback chooses no release with a held version, and restores the one that is named': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    await shop.hold({ version: 'v1' });
    await expect(shop.rollback()).rejects.toMatchObject({
      issues: [{ code: 'version-held', hint: expect.stringContaining('--to 1') }],
    });
    const { warnings } = await shop.rollback({ to: 1 });
    expect(warnings.map(({ code }) => code)).toContain('version-held');
    expect(await shop.image('api')).toBe('example/app:v1');
    expect(await held(shop)).toEqual(['app v1 in cluster and file', 'app v2 in cluster and file']);
  },

  'a deploy that is taken back holds its version in the cluster, and edits no file': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    shop.say(v(2));
    const before = readFileSync(shop.file, 'utf8');
    let isFirst = true;
    shop.onRequest = (request) => {
      if (request !== 'apply Deployment/shop-wrk' || !isFirst) return;
      isFirst = false;
      throw issueError('cluster-refused', 'refused');
    };
    expect(await codesOf(() => shop.deployOrRollBack())).toEqual(['cluster-refused', 'deploy-taken-back']);
    shop.onRequest = undefined;
    expect(readFileSync(shop.file, 'utf8')).toBe(before);
    expect(await shop.image('api')).toBe('example/app:v1');
    expect(await held(shop)).toEqual(['app v2 in cluster']);
    expect(await codesOf(shop.deploy)).toEqual(['version-held']);
  },

  'the status names where each hold stands': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    await shop.rollback();
    const places = async () => (await shop.status()).holds.map((one) => [one.environment, one.version, one.places]);
    expect(await places()).toEqual([['dev', 'v2', ['cluster', 'file']]]);
    shop.say(v(1));
    expect(await places()).toEqual([['dev', 'v2', ['cluster']]]);
  },

  'hostile reasons are stored as one short line': async (ground) => {
    const shop = await shopAfter(ground, v(1));
    const { holds } = await shop.hold({ version: 'v2', why: `a\u001b[31mb\nc\u202e${'x'.repeat(100_000)}` });
    expect(holds[0]?.why).toMatch(/^a\ufffd\[31mb\ufffdc\ufffdx+$/);
    expect(holds[0]?.why).toHaveLength(1024);
    expect((await shop.holds())[0]?.why).toBe(holds[0]?.why);
  },

  'a record that towpath has not written stops the deploy, and can be lifted': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    await shop.rollback();
    const configMap = (await holdRecords(shop))[0];
    if (!configMap) throw new Error('there is no record of a hold');
    const { apiVersion, kind } = configMap;
    const { name, namespace = '' } = configMap.metadata;
    const metadata = { name, namespace };
    for (const text of ['{', '[]', `{"why":"${'\\u001b'}[31m"}`, JSON.stringify({ why: 'x'.repeat(100_000) })]) {
      await ground.by('kubectl-edit').apply({ apiVersion, kind, metadata, data: { hold: text } }, { force: true });
      shop.say(v(3));
      const error = await shop.deploy().catch((found) => found);
      expect(error.issues).toMatchObject([{ code: 'release-record-invalid' }]);
      expect(error.issues[0].message).not.toMatch(/\p{C}/u);
      expect(error.issues[0].message.length).toBeLessThan(1000);
    }
    await shop.liftHold({ flows: ['shop'] });
    await shop.deploy();
    expect(await shop.image('api')).toBe('example/app:v3');
  },

  'deleting the application deletes its holds': async (ground) => {
    const shop = await shopAfter(ground, v(1), v(2));
    await shop.rollback();
    await shop.remove();
    expect(await holdRecords(shop)).toEqual([]);
  },
};
