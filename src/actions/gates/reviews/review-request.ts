import { z } from 'zod';
import { issueError, printableLine, type TowpathError } from '../../../diagnostics';
import type { ReviewedCommit } from '../../../gates/reviews';
import { type Forge, runForge } from '../../promote/endings/forge';

type Program = Forge['program'];

/**
 * The merged pull request that brought a commit, with those who approved its last state.
 * @param commit a full object id
 * @throws TowpathError `forge-refused` if the program of the forge fails, or its answer has another form
 */
export function requestOf(root: string, program: Program, commit: string): Pick<ReviewedCommit, 'request'> {
  const ask = <T>(form: z.ZodType<T>, path: string): T => asked(root, program, form, path);
  const request = program === 'gh' ? onGitHub(ask, commit) : onGitLab(ask, commit);
  return request ? { request } : {};
}

type Ask = <T>(form: z.ZodType<T>, path: string) => T;

const login = z.looseObject({ login: z.string() });
const pull = z.looseObject({
  number: z.int(),
  merged_at: z.string().nullish(),
  user: login.nullish(),
  head: z.looseObject({ sha: z.string() }),
});
const review = z.looseObject({ user: login.nullish(), state: z.string(), commit_id: z.string().nullish() });

/**
 * The newest review of each person counts, if it is about the last commit of the pull request. A comment changes nothing.
 * @see https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit
 * @see https://docs.github.com/en/rest/pulls/reviews#list-reviews-for-a-pull-request
 */
function onGitHub(ask: Ask, commit: string): ReviewedCommit['request'] {
  const merged = ask(z.array(pull), `repos/{owner}/{repo}/commits/${commit}/pulls`).find((one) => one.merged_at);
  if (!merged) return undefined;
  const states = new Map<string, boolean>();
  for (const { user, state, commit_id } of ask(
    z.array(review),
    `repos/{owner}/{repo}/pulls/${merged.number}/reviews`,
  )) {
    if (!user || state === 'COMMENTED' || state === 'PENDING') continue;
    states.set(user.login, state === 'APPROVED' && commit_id === merged.head.sha);
  }
  return { name: `#${merged.number}`, approvers: approving(states, merged.user?.login) };
}

const username = z.looseObject({ username: z.string() });
const mergeRequest = z.looseObject({ iid: z.int(), state: z.string(), author: username.nullish() });
const approvals = z.looseObject({ approved_by: z.array(z.looseObject({ user: username })) });

/**
 * GitLab removes approvals when commits are added, unless the project is set otherwise.
 * @see https://docs.gitlab.com/api/commits/#list-merge-requests-associated-with-a-commit
 * @see https://docs.gitlab.com/api/merge_request_approvals/
 */
function onGitLab(ask: Ask, commit: string): ReviewedCommit['request'] {
  const path = `projects/:id/repository/commits/${commit}/merge_requests`;
  const merged = ask(z.array(mergeRequest), path).find(({ state }) => state === 'merged');
  if (!merged) return undefined;
  const { approved_by } = ask(approvals, `projects/:id/merge_requests/${merged.iid}/approvals`);
  const states = new Map(approved_by.map(({ user }) => [user.username, true]));
  return { name: `!${merged.iid}`, approvers: approving(states, merged.author?.username) };
}

function approving(states: ReadonlyMap<string, boolean>, author: string | undefined): string[] {
  return [...states].filter(([name, isApproved]) => isApproved && name !== author).map(([name]) => name);
}

/** All pages of an answer. A list of several pages is printed as several lists, one after another. */
function asked<T>(root: string, program: Program, form: z.ZodType<T>, path: string): T {
  const answer = runForge(root, program, ['api', '--paginate', path], 'tell about reviews');
  try {
    return form.parse(JSON.parse(answer.replaceAll(/\]\s*\[/g, ',')));
  } catch {
    throw unexpected(program, path, answer);
  }
}

function unexpected(program: Program, path: string, answer: string): TowpathError {
  const start = printableLine(answer.slice(0, 200));
  const message = `\`${program} api ${path}\` gave an answer in an unknown form: ${start}`;
  return issueError('forge-refused', message, { hint: 'run the command yourself to see the whole answer' });
}
