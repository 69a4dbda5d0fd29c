import { z } from 'zod';
import { errorIssue, issueError, printableLine, TowpathError } from '../../../diagnostics';
import { runProgram } from '../../../files/run-program';
import type { Remote } from '../git/remote';
import { withoutLogin } from './push';

interface PullRequest {
  readonly branch: string;
  /** The branch that it is merged into. Absent for the default branch of the repository. */
  readonly base: string | undefined;
  readonly title: string;
  readonly body: string;
}

/** A program that opens pull requests. */
export interface Forge {
  readonly program: 'gh' | 'glab';
  /** Lists the open pull requests of a branch as JSON. */
  list(branch: string): readonly string[];
  create(request: PullRequest): { readonly args: readonly string[]; readonly input: string };
}

const gh: Forge = {
  program: 'gh',
  list: (branch) => ['pr', 'list', '--head', branch, '--state', 'open', '--json', 'url'],
  create: ({ branch, base, title, body }) => ({
    args: ['pr', 'create', '--head', branch, ...into('--base', base), '--title', title, '--body-file', '-'],
    input: body,
  }),
};

/** @see https://docs.gitlab.com/cli/mr/create/ */
const glab: Forge = {
  program: 'glab',
  list: (branch) => ['mr', 'list', '--source-branch', branch, '--output', 'json'],
  create: ({ branch, base, title, body }) => ({
    args: [
      ...['mr', 'create', '--source-branch', branch, ...into('--target-branch', base)],
      ...['--title', title, '--description', shortened(body), '--yes'],
    ],
    input: '',
  }),
};

function into(option: string, base: string | undefined): string[] {
  return base === undefined ? [] : [option, base];
}

/** How long the program of a forge may work, and how much it may print. */
const limits = { patience: 120_000, limit: 2 ** 24 };

/** Linux passes no argument of more than 128 KiB. */
const longestArgument = 100_000;

/**
 * The program for the address of a remote repository; if the address does not tell, the one that is installed.
 * @param failure what does not happen without the program
 * @throws TowpathError `forge-unavailable`
 */
export function forgeFor(root: string, { url }: Remote, failure = 'a pull request cannot be opened'): Forge {
  const host = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/]*)/.exec(url)?.[1] ?? '';
  const wanted = /gitlab/i.test(host) ? [glab] : /github/i.test(host) ? [gh] : [gh, glab];
  const found = wanted.find(({ program }) => runProgram(program, ['--version'], { cwd: root, ...limits }).status === 0);
  if (found) return found;
  const names = wanted.map(({ program }) => `\`${program}\``).join(' nor ');
  const message = `${failure}, because ${wanted.length > 1 ? `neither ${names}` : names} ${wanted.length > 1 ? 'is installed' : 'is not installed'}`;
  const hint = 'install it, or use `--push` and open the pull request in the browser with the text of `-o markdown`';
  throw issueError('forge-unavailable', message, { hint });
}

/**
 * Opens a pull request for a branch, unless one is open.
 * @returns the address of the pull request
 * @throws TowpathError `forge-refused` with what the program says
 */
export function openPullRequest(root: string, forge: Forge, request: PullRequest): string {
  const open = addressIn(run(root, forge, forge.list(request.branch), ''));
  if (open !== undefined) return open;
  const { args, input } = forge.create(request);
  const answer = run(root, forge, args, input);
  const address = answer.split(/\s+/).findLast(isAddress);
  if (address !== undefined) return address;
  throw refused(
    forge,
    `it printed no address of the pull request: ${answer.trim().slice(0, 500) || 'it printed nothing'}`,
  );
}

const listed = z.array(z.looseObject({ url: z.string().optional(), web_url: z.string().optional() }));

function addressIn(answer: string): string | undefined {
  try {
    const [first] = listed.parse(JSON.parse(answer));
    return [first?.url, first?.web_url].find((url) => url !== undefined && isAddress(url));
  } catch {
    return undefined; // An answer that is not JSON names no pull request.
  }
}

/** Only an address of the web is shown as one. */
function isAddress(text: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+\/[\w./#?=&%~+-]*$/.test(text);
}

function run(root: string, { program }: Forge, args: readonly string[], input: string): string {
  return runForge(root, program, args, 'open a pull request', input);
}

/**
 * What the program of a forge prints. It runs without a shell.
 * @param action what it is to do, to follow `cannot`
 * @throws TowpathError `forge-refused` with what the program says
 */
export function runForge(
  root: string,
  program: Forge['program'],
  args: readonly string[],
  action: string,
  input = '',
): string {
  const { status, stdout, stderr, problem } = runProgram(program, args, { cwd: root, input, ...limits });
  if (status === 0) return stdout.toString();
  const said = [problem, stderr.trim(), stdout.toString().trim(), `it ended with ${status}`];
  const reason = (said.find(Boolean) ?? '').slice(0, 2000);
  const message = `\`${program}\` cannot ${action}: ${printableLine(withoutLogin(reason))}`;
  throw issueError('forge-refused', message, { hint: 'fix the cause, and run the same command again' });
}

function refused({ program }: Forge, reason: string): TowpathError {
  const hint = 'fix the cause, and run the same command again; the branch is pushed already';
  const message = `\`${program}\` cannot open a pull request: ${printableLine(withoutLogin(reason))}`;
  return new TowpathError([errorIssue('forge-refused', message, { hint })]);
}

function shortened(body: string): string {
  if (Buffer.byteLength(body) <= longestArgument) return body;
  return `${body.slice(0, longestArgument / 4)}\n\n… (shortened; \`towpath promote -o markdown\` shows all of it)`;
}
