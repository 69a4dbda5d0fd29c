import { execFileSync } from 'node:child_process';
import { approvalFacts } from '../../../src/actions/gates/approvals/approval-history';
import { approvalLine, approvalTrailer, approvedIn } from '../../../src/actions/gates/approvals/approval-trailer';
import { commitsSince } from '../../../src/actions/gates/approvals/commits-since';
import { committedPromotions } from '../../../src/actions/history/committed-promotions';
import { approvalsState } from '../../../src/gates/approvals';
import { wrongLines } from '../../helpers/arbitrary/wrong-words';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

const digest = `sha256:${'a'.repeat(64)}`;

const promotion = {
  'Promoted-From': 'tst',
  'Promoted-To': 'prod',
  'Promoted-Version': `v2@${digest} shop/api shop/wrk`,
  'Promoted-By': 'Ada <ada@example.org>',
  'Promoted-Why': 'a fix',
  'Promoted-Override': 'INC-7',
  'Promoted-Despite': 'promotion-backwards',
};

const bodyOf = (trailers: Readonly<Record<string, string>>) =>
  Object.entries(trailers).map(([name, value]) => `${name}: ${value}`);

/** The messages of commits in which one trailer is left out, written twice, or has another value. */
function forgedMessages(trailers: Readonly<Record<string, string>>): string[] {
  const lines = bodyOf(trailers);
  const forged = Object.entries(trailers).flatMap(([name, value], index) => [
    lines.toSpliced(index, 1),
    lines.toSpliced(index, 0, lines[index] ?? ''),
    lines.with(index, `${name.toUpperCase()}: ${value}`),
    lines.with(index, `${name}=${value}`),
    ...wrongLines(value).map((wrong) => lines.with(index, `${name}: ${wrong}`)),
  ]);
  return forged.map((one) => `a\n\n${one.join('\n')}\n`);
}

/** A repository with one commit for each message, which git would not let anybody write by hand in each case. */
function repositoryOf(messages: readonly string[]): string {
  const root = folderWith({});
  git(root, 'init', '--quiet', '--initial-branch=main');
  const commits = messages.map((message) => {
    const bytes = Buffer.from(message);
    const head = `commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata ${bytes.length}\n`;
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\n')]);
  });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input: Buffer.concat(commits) });
  return root;
}

test('a promotion is read from its commit', () => {
  const found = committedPromotions(repositoryOf([`a\n\n${bodyOf(promotion).join('\n')}\n`]), 'prod');
  expect(found).toMatchObject([
    { application: 'shop', from: 'tst', versions: [{ version: `v2@${digest}`, flows: ['api', 'wrk'] }] },
  ]);
});

test('a promotion with one wrong trailer is left out, or names only environments, flows and versions in their form', () => {
  const messages = forgedMessages(promotion);
  const found = committedPromotions(repositoryOf(messages.slice(0, 1000)), 'prod');
  expect(found.length).toBeGreaterThan(100);
  for (const { application, from = 'none', versions, ...texts } of found) {
    expect([application, from].join(' ')).toMatch(/^[a-z0-9-]+ [a-z0-9-]+$/);
    for (const { version, flows } of versions) {
      expect(version).toMatch(/^(?:[\w][\w.-]{0,127}|([\w][\w.-]{0,127}@)?sha256:[0-9a-f]{64})$/);
      expect(flows.filter((flow) => !/^[A-Za-z0-9][\w.-]*$/.test(flow))).toEqual([]);
    }
    expect(texts.environment).toBe('prod');
    expect(texts.lifted ?? ['promotion-backwards']).toEqual(['promotion-backwards']);
    expect(JSON.stringify(texts)).not.toMatch(/\p{C}/u);
    expect(JSON.stringify(texts).length).toBeLessThan(10_000);
  }
});

test('a commit without a moment is left out', () => {
  const root = repositoryOf(['a']);
  const tree = execFileSync('git', ['write-tree'], { cwd: root, encoding: 'utf8' }).trim();
  const text = `tree ${tree}\nauthor A <a@b> soon\ncommitter A <a@b> soon\n\na\n\n${bodyOf(promotion).join('\n')}\n`;
  const written = ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'];
  const commit = execFileSync('git', written, { cwd: root, input: text, encoding: 'utf8' }).trim();
  git(root, 'update-ref', 'refs/heads/main', commit);
  expect(committedPromotions(root, 'prod')).toEqual([]);
});

test('no approval that differs in one word opens the gate', () => {
  const wanted = { environment: 'prod', application: 'shop', digest };
  const right = approvalLine(wanted);
  const messages = forgedMessages({ [approvalTrailer]: right }).slice(2);
  const root = repositoryOf([...messages, `a\n\n${approvalTrailer}: ${right}\n`]);
  const by = { principal: 'bob' };
  const states = commitsSince(root, { to: 'HEAD', from: undefined }, { paths: [] }).map(({ id, emails, approvals }) => {
    const read = approvals.flatMap((line) => {
      const approved = approvedIn(line);
      const approval = { commit: id, digest: approved?.digest ?? '', before: by, now: by, emails };
      return approved ? [{ approved, approval }] : [];
    });
    const facts = approvalFacts({ approvals: read, authors: [] }, wanted);
    return approvalsState(1, facts).reason === undefined ? approvals.join() : '';
  });
  expect(states).toHaveLength(messages.length + 1);
  expect(states.filter((opening) => opening.trim() !== '').map((one) => one.trim().replace(/,$/, ''))).toEqual([
    right,
    right,
  ]);
});
