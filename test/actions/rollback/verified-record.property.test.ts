import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { WorkerFlow } from 'towpath';
import { synth } from 'towpath/actions';
import { sourceCommitOf } from '../../../src/actions/deploy/source';
import type { CheckedRestore } from '../../../src/actions/rollback/checked-restore';
import { TowpathError } from '../../../src/diagnostics';
import { codes } from '../../../src/diagnostics/codes';
import type { SourceCommit } from '../../../src/release/desired';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { mutated, withValue } from './mutations';
import { environments, type Kept, type RestoreOptions, recordOf, restore, Shop } from './shop';

const ignored = { '.gitignore': 'node_modules/\n' };

/** A checkout in which the shop was synthesized and committed. */
async function checkout(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = folderWith({ ...environments, ...ignored, ...files });
  await synth({ root, applications: { shop: Shop } });
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  return root;
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'a commit');
}

/** What is refused of a record, as `code path`; what git said of it where it may be restored. */
async function judged(kept: Kept, options: RestoreOptions): Promise<unknown> {
  try {
    const { verified } = await restore(kept, options);
    return verified.map(({ flows, state, reason }) => [flows.join(), state, ...(reason === undefined ? [] : [reason])]);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues.map(({ code, path }) => (path ? `${code} ${path}` : code));
  }
}

const all = 'api,db,migrate,wrk';

describe('a record of a commit that git has', () => {
  let root = '';
  let record: Kept;
  beforeAll(async () => {
    root = await checkout();
    record = await recordOf(root, sourceCommitOf(root));
  });

  it('equals the record that a deploy of that commit writes', async () => {
    expect(record.release).toMatchObject({ commit: git(root, 'rev-parse', 'HEAD').toString().trim() });
    expect(await judged(record, { root })).toEqual([[all, 'equal']]);
  });

  it('is restored as it was deployed, or is refused after any change', async () => {
    /** What is planned, where it will stand, and the pins, whatever commit they are said to be of. */
    const effect = ({ plan }: CheckedRestore, { release: { flows } }: Kept) => ({
      objects: plan.desired.objects,
      pins: Object.entries(flows).map(([id, { commit: _, dirty: __, ...flow }]) => [id, flow]),
    });
    const intended = effect(await restore(record, { root }), record);
    const renamed = withValue(record, ['release', 'by'], 'somebody');
    const forgedRecord: fc.Arbitrary<Kept> = fc.oneof(
      mutated(record.release).map((release) => ({ ...record, release })),
      mutated(record.objects).map((objects) => ({ ...record, objects })),
    );
    const accepted: Kept[] = [];
    await fc.assert(
      fc.asyncProperty(forgedRecord, async (forged) => {
        try {
          const checked = await restore(forged, { root });
          accepted.push(forged);
          // A change of the commit alone is let through as well: nobody can tell then, and the plan says so.
          expect(effect(checked, forged)).toEqual(intended);
        } catch (error) {
          if (!TowpathError.is(error)) throw error;
          expect(error.issues.filter(({ code }) => !(code in codes))).toEqual([]);
        }
      }),
      { numRuns: 150, examples: [[renamed]] },
    );
    // Who deployed is nobody's right: that much is let through.
    expect(accepted).toContain(renamed);
  });

  it.each([
    ['a field', ['objects', 10, 'manifest', 'spec', 'replicas'], 9],
    ['the order', ['objects', 1, 'after'], []],
    ['a flow', ['objects', 10, 'flow'], 'api'],
    ['an object that is missing', ['objects', 10], undefined],
    ['a pin', ['release', 'flows', 'wrk', 'tag'], 'v0'],
    ['an image’s name', ['release', 'flows', 'wrk', 'builds'], 'api'],
  ] as const)('is refused for %s, unless the record is trusted', async (_, path, value) => {
    const forged = withValue(record, path, value);
    expect(await judged(forged, { root })).toEqual(expect.arrayContaining([expect.stringMatching(/^release-differs/)]));
    expect(JSON.stringify(await judged(forged, { root, trustRecord: true }))).not.toContain('release-differs');
  });

  it('is restored if it is trusted and differs only in fields that grant no rights', async () => {
    const forged = withValue(record, ['objects', 10, 'manifest', 'spec', 'replicas'], 9);
    expect(await judged(forged, { root, trustRecord: true })).toEqual([[all, 'trusted']]);
  });

  it('may contain objects that the workspace has removed since, but no rights', async () => {
    const Small = define((app) => {
      new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 });
    });
    expect(await judged(record, { root, applications: { shop: Small } })).toEqual(
      ['Role', 'RoleBinding', 'ServiceAccount'].map(() => expect.stringMatching(/^release-object-unknown /)),
    );
  });
});

describe('a release that cannot be compared with git', () => {
  const unknown = (reason: string) => [[all, 'unknown', expect.stringContaining(reason)]];
  const short = (source: SourceCommit) => source.commit?.slice(0, 12) ?? '';

  it.each<[name: string, change: (source: SourceCommit) => SourceCommit, reason: string]>([
    ['without a commit in the record', () => ({}), 'the release records no commit'],
    [
      'of a deploy with changes that were not committed',
      (source) => ({ ...source, dirty: true }),
      'changes that were not committed',
    ],
    ['of a commit that does not exist', () => ({ commit: '0'.repeat(40) }), 'does not contain the commit 000000000000'],
    ['of an abbreviated commit', (source) => ({ commit: short(source) }), 'only an abbreviated commit'],
  ])('%s', async (_, change, reason) => {
    const root = await checkout();
    expect(await judged(await recordOf(root, change(sourceCommitOf(root))), { root })).toEqual(unknown(reason));
  });

  it('without a checkout', async () => {
    const root = folderWith(environments);
    const record = await recordOf(root, { commit: '0'.repeat(40) });
    expect(await judged(record, { root })).toEqual(unknown('not in a git checkout'));
  });

  it('in a shallow clone that lacks the commit', async () => {
    const root = await checkout();
    const record = await recordOf(root, sourceCommitOf(root));
    commit(root);
    const clone = folderWith({});
    git(clone, 'clone', '--quiet', '--depth=1', `file://${root}`, 'shallow');
    expect(await judged(record, { root: join(clone, 'shallow') })).toEqual(unknown('shallow'));
  });

  it.each([
    ['has no output', 'dist'],
    ['has no output of the application', 'dist/.towpath/prod/shop.json'],
  ])('where the commit %s', async (_, path) => {
    const root = await checkout();
    rmSync(join(root, path), { recursive: true });
    commit(root);
    const record = await recordOf(root, sourceCommitOf(root));
    expect(await judged(record, { root })).toEqual(unknown(short(sourceCommitOf(root))));
  });

  it('is refused if the workspace requires verification, unless the record is trusted', async () => {
    const root = await checkout({ 'towpath.yaml': 'rollback: { verify: required }\n' });
    const record = await recordOf(root, {});
    expect(await judged(record, { root })).toEqual(['release-unverified']);
    expect(await judged(record, { root, trustRecord: true })).toEqual([[all, 'trusted']]);
    expect(await judged(await recordOf(root, sourceCommitOf(root)), { root })).toEqual([[all, 'equal']]);
  });
});

it('compares each flow with the commit that it was deployed from', async () => {
  const root = await checkout();
  const first = await recordOf(root, sourceCommitOf(root));
  writeFileSync(join(root, 'environments/prod.yaml'), environments['environments/prod.yaml'].replace('v1', 'v2'));
  await synth({ root, applications: { shop: Shop } });
  commit(root);
  const second = await recordOf(root, sourceCommitOf(root));
  // What a deploy of `shop/wrk` leaves: everything else is of the release before.
  const wrk = second.objects.filter(({ flow }) => flow === 'wrk');
  const mixed: Kept = {
    release: {
      ...second.release,
      flows: { ...first.release.flows, wrk: second.release.flows.wrk } as Kept['release']['flows'],
    },
    objects: [...first.objects.filter(({ flow }) => flow !== 'wrk'), ...wrk],
  };
  expect(await judged(mixed, { root })).toEqual([
    ['wrk', 'equal'],
    ['api,db,migrate', 'equal'],
  ]);
  const forged = withValue(mixed, ['release', 'flows', 'wrk', 'commit'], first.release.commit);
  expect(await judged(forged, { root })).toContain('release-differs image');
});

describe('the source of a deploy', () => {
  it('is the commit, and whether the checkout has other changes', async () => {
    const root = await checkout();
    const head = git(root, 'rev-parse', 'HEAD').toString().trim();
    expect(sourceCommitOf(root)).toEqual({ commit: head });
    appendFileSync(join(root, 'environments/prod.yaml'), '# changed\n');
    expect(sourceCommitOf(root)).toEqual({ commit: head, dirty: true });
    git(root, 'checkout', '--quiet', '.');
    writeFileSync(join(root, 'new.txt'), '');
    expect(sourceCommitOf(root)).toEqual({ commit: head, dirty: true });
  });

  it('is empty without a checkout', () => {
    expect(sourceCommitOf(folderWith({}))).toEqual({});
  });
});
