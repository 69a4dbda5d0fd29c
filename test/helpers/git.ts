import { execFileSync } from 'node:child_process';

/** Runs git in a folder, as an author of the tests' own. */
export function git(cwd: string, ...args: string[]): Buffer {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd, stdio: 'pipe' });
}
