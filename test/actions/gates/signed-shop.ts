import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  approvalFacts,
  approvalHistory,
  type HistoryQuestion,
} from '../../../src/actions/gates/approvals/approval-history';
import { approvalsState } from '../../../src/gates/approvals';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

const paths = ['environments/prod.yaml', 'dist/prod'];

/** A person with an SSH key of the person's own. */
export interface Person {
  readonly name: string;
  readonly key: string;
  readonly publicKey: string;
}

export function person(name: string, keys = folderWith({})): Person {
  const key = join(keys, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
  return { name, key, publicKey: readFileSync(`${key}.pub`, 'utf8').trim() };
}

export type SignedShop = ReturnType<typeof signedShop>;

/** A checkout whose first commit is released. The approvers are those of the released commit. */
export function signedShop(approvers: readonly Person[]) {
  const root = folderWith({ 'environments/prod.yaml': 'a: 1\n', 'dist/prod/api.yaml': 'tag: v1\n' });
  const run = (...args: string[]) =>
    git(root, ...args)
      .toString()
      .trim();
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const allow = (people: readonly Person[]) =>
    write('environments/approvers', people.map(({ name, publicKey }) => `${name} ${publicKey}\n`).join(''));
  const commit = (email: string, message: string, ...options: string[]) => {
    const as = ['-c', `user.email=${email}`, '-c', 'commit.gpgSign=false'];
    run('add', '--all');
    run(...as, ...options.slice(0, -1), 'commit', '--quiet', '--allow-empty', '-m', message, ...options.slice(-1));
    return run('rev-parse', 'HEAD');
  };
  const digest = () => readFileSync(join(root, 'dist/prod/api.yaml'), 'utf8').trim().replaceAll(' ', '');
  const text = (environment: string, application: string) =>
    `approve\n\nTowpath-Approval: 1 ${environment} ${application} ${digest()}`;
  run('init', '--quiet');
  allow(approvers);
  const released = commit('first@example.org', 'first');
  return {
    root,
    released,
    allow,
    change: (tag: string, email = 'author@example.org') => {
      write('dist/prod/api.yaml', `tag: ${tag}\n`);
      return commit(email, `tag ${tag}`);
    },
    commit,
    approve: ({ name, key }: Person, environment = 'prod', email = `${name}@example.org`, application = 'shop') =>
      commit(email, text(environment, application), '-c', 'gpg.format=ssh', '-c', `user.signingKey=${key}`, '-S'),
    forge: () => commit('ann@example.org', text('prod', 'shop')),
    state: (needed: number, others: Partial<HistoryQuestion> = {}) => {
      const question = {
        ...{ root, paths, knowsApprovers: true, commit: run('rev-parse', 'HEAD'), released, ...others },
      };
      const approved = { environment: 'prod', application: 'shop', digest: digest() };
      return approvalsState(needed, approvalFacts(approvalHistory(question), approved));
    },
    git: run,
  };
}
