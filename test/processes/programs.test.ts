import { join } from 'node:path';
import { adopt } from '../../src/actions/adopt/adopt';
import { checkoutBehindIssues } from '../../src/actions/deploy/checkout-behind';
import { approvalHistory } from '../../src/actions/gates/approvals/approval-history';
import { commitTrailers } from '../../src/actions/gates/commit-trailers';
import { requestOf } from '../../src/actions/gates/reviews/review-request';
import { changedFiles } from '../../src/actions/git/changed-files';
import { gitHistory } from '../../src/actions/git/history';
import { commitTexts, filesAt } from '../../src/actions/git/objects';
import { isShallow } from '../../src/actions/git/shallow';
import { committedPromotions } from '../../src/actions/history/committed-promotions';
import { forgeFor, openPullRequest } from '../../src/actions/promote/endings/forge';
import { remoteOf } from '../../src/actions/promote/git/remote';
import { formatIssue, TowpathError } from '../../src/diagnostics';
import { badPrograms, pathWith } from '../helpers/bad-programs';
import { folderWith } from '../helpers/files';
import { obeyed } from '../helpers/obeyed';
import { workspaceWith } from '../helpers/workspace';

const path = process.env.PATH;
afterEach(() => {
  process.env.PATH = path;
});

/** The codes of an error in words, and nothing for a result. Another error is a fault of ours. */
async function codes(work: () => unknown): Promise<string[]> {
  try {
    const result = await work();
    expect(JSON.stringify(result) ?? '').not.toMatch(/NaN|Invalid Date/);
    return [];
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    for (const issue of error.issues) {
      const told = formatIssue(issue);
      expect(obeyed(told)).toEqual([]);
      expect(told).not.toMatch(/spawnSync|undefined|null|NaN|: $/);
      expect(told.length).toBeLessThan(5000);
    }
    return [...new Set(error.issues.map(({ code }) => code))];
  }
}

const commit = 'a'.repeat(40);
const earlier = 'b'.repeat(40);

/** What reads the output of git, of whatever shape it is. */
const git: Readonly<Record<string, (root: string) => unknown>> = {
  'the files of a commit': (root) => [...filesAt(root, 'main', ['dist'])],
  'the texts of commits': (root) => commitTexts(root, [commit]),
  'whether the clone is shallow': (root) => isShallow(root),
  'the history': (root) => {
    const history = gitHistory(root);
    return [history?.tagOn(commit), history?.isOlder('v1', 'v2'), history?.between({ tag: 'v1' }, { tag: 'v2' })];
  },
  'the changed files': (root) => changedFiles(root).paths,
  'the trailers of a commit': (root) => commitTrailers(root, { commit }),
  'the promotions': (root) => committedPromotions(root, 'prod'),
  'the remote repository': (root) => remoteOf(root, 'main'),
  'the approvals': (root) => approvalHistory({ root, paths: ['a'], commit, released: earlier, knowsApprovers: true }),
  'whether the checkout is older': (root) => checkoutBehindIssues(root, []),
};

describe.each(badPrograms)('a git that %s', (way) => {
  test.each(Object.keys(git))('gives %s, or an error with a code', async (what) => {
    const root = folderWith({});
    process.env.PATH = pathWith('git', way);
    expect(await codes(() => git[what]?.(root))).toEqual(expect.any(Array));
  });
});

describe.each(badPrograms)('a program of a forge that %s', (way) => {
  test.each(['gh', 'glab'] as const)('opens no pull request and reads no review (%s)', async (program) => {
    const root = folderWith({});
    process.env.PATH = pathWith(program, way);
    const request = { branch: 'a', base: undefined, title: 'a', body: 'a' };
    const open = () =>
      openPullRequest(root, forgeFor(root, { name: 'origin', url: `https://${program}hub.com/` }), request);
    expect(await codes(open)).toEqual([expect.stringMatching(/^forge-(refused|unavailable)$/)]);
    expect(await codes(() => requestOf(root, program, commit))).toEqual(['forge-refused']);
  });
});

const sources: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly source: string }>> =
  {
    kustomize: { files: { 'k/kustomization.yaml': '' }, source: 'k' },
    helm: { files: { 'c/Chart.yaml': '' }, source: 'c' },
    docker: { files: { 'compose.yaml': 'include: [other.yaml]\nservices: {}\n' }, source: 'compose.yaml' },
  };

describe.each(badPrograms)('a program that builds objects and %s', (way) => {
  test.each(Object.keys(sources))('makes adopt fail with one code (%s)', async (program) => {
    const { files = {}, source = '' } = sources[program] ?? {};
    const folder = folderWith(files);
    process.env.PATH = pathWith(program, way);
    const found = await codes(() =>
      adopt({ root: workspaceWith({}), application: 'shop', sources: { dev: join(folder, source) }, dryRun: true }),
    );
    expect(found).toHaveLength(1);
  });
});
