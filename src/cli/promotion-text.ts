import type { PromoteResult, Promotion, VersionCommits } from '../actions/index';
import { count } from '../data/count';
import { printable, printableLine } from '../diagnostics';
import type { GateState } from '../gates/gate-state';
import { versionText } from '../model/image-version';
import { allowedText } from '../promotion/lifted-rule';
import type { Move } from '../promotion/moves';
import type { Version } from '../promotion/version';
import { changesText } from './changes-text';
import { pinChangeText } from './pin-change-text';
import { shortCommit, shortVersion } from './short-names';
import { table } from './table';
import type { Terminal } from './terminal';
import { wrap } from './wrap';

type Look = Pick<Terminal, 'paint' | 'width'>;

/** A promotion for people: versions, commits, changed objects, and what a deploy does to the flows. */
export function promotionText(promotion: Promotion, look: Look): string {
  const { from, to, taken, moves, unchanged, commits, changes, pins } = promotion;
  if (moves.length === 0) return wrap(`${to} has the versions of ${from} already: nothing to promote`, look.width);
  const title = `${look.paint.bold(`${from} → ${to}`)}: ${count(moves.length, 'image')}, ${sourceOf(taken, from)}`;
  const facts = promotionFacts(promotion);
  const there =
    unchanged.length === 0 ? [] : [`${count(unchanged.length, 'flow')} there already: ${unchanged.join(', ')}`];
  return [
    title,
    movesTable(moves, look.width),
    ...[...there, ...facts].map((fact) => wrap(printableLine(fact), look.width, 2)),
    ...commits.map((one) => commitsText(one, look)),
    changesText(changes, look),
    pins.map((change) => pinChangeText(change, look)).join('\n'),
  ].join('\n\n');
}

/** What was done after the files were edited. */
export function endingsText({ commit, branch, pushedTo, pullRequest }: PromoteResult): string {
  return [
    commit !== undefined && `committed ${shortCommit({ commit })} on ${branch}`,
    pushedTo !== undefined && `pushed ${branch} to ${pushedTo}`,
    pullRequest !== undefined && `pull request: ${pullRequest}`,
  ]
    .filter((line) => line !== false)
    .map(printableLine)
    .join('\n');
}

/** Shared images, jobs, interruptions and gates, each in one sentence. */
export function promotionFacts({ shared, jobs, down, gates, lifted }: Promotion): string[] {
  const allowed = allowedText(lifted);
  return [
    ...shared
      .filter(({ added }) => added.length > 0)
      .map(
        ({ application, image, flows, added }) =>
          `${added.join(', ')} of ${application} ${added.length === 1 ? 'is' : 'are'} promoted too, because ${flows.join(', ')} share the image ${image}`,
      ),
    ...(allowed === undefined ? [] : [`allowed: ${allowed}`]),
    ...(jobs.length > 0 ? [`jobs that a deploy runs: ${jobs.join(', ')}`] : []),
    ...gates.map(gateFact),
    ...(down.length > 0 ? [`flows without a pod while a deploy replaces them: ${down.join(', ')}`] : []),
  ];
}

function gateFact({ gate, name, state, reason, evidence }: GateState): string {
  const title = name === undefined ? gate : `${gate} ${name}`;
  const why = reason ?? (evidence === undefined ? undefined : `as ${evidence} says`);
  return `gate ${title}: ${state.replace('-', ' ')}${why === undefined ? '' : `, ${why}`}`;
}

export function sourceOf(taken: Promotion['taken'], from: string): string {
  if (taken === 'running') return `as they run in ${from}`;
  return taken === 'pins' ? `as the files of ${from} pin them` : `as release ${taken} of ${from} has them`;
}

export function shortVersionText({ tag, digest }: Version): string {
  const short = { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest: shortVersion(digest) }) };
  return versionText(short) || '(none)';
}

export function commitsTitle({ from, to, count: all, unknown }: VersionCommits): string {
  const range = `from ${from || '(none)'} to ${to}`;
  return unknown === undefined
    ? `${count(all ?? 0, 'commit')} ${range}`
    : `commits ${range}: not known, because ${unknown}`;
}

/** The number of commits that are not listed. */
export function hiddenCommits({ commits, count: all = 0 }: VersionCommits): string[] {
  return all > commits.length ? [`… and ${all - commits.length} more`] : [];
}

function movesTable(moves: readonly Move[], width: number): string {
  const hasNotes = moves.some(({ note }) => note !== undefined);
  const heads = [{ head: 'flow' }, { head: 'image', spare: 1 }, { head: 'from' }, { head: 'to' }];
  const rows = moves.map(({ application, flow, image, from, to, note }) => [
    `${application}/${flow}`,
    image,
    shortVersionText(from),
    shortVersionText(to),
    ...(hasNotes ? [note ?? ''] : []),
  ]);
  return table([...heads, ...(hasNotes ? [{ head: 'note' }] : [])], rows, width);
}

function commitsText(commits: VersionCommits, { paint, width }: Look): string {
  const lines = commits.commits.map(({ id, subject }) => `  ${paint.dim(id.slice(0, 7))} ${printable(subject)}`);
  return [
    wrap(printableLine(commitsTitle(commits)), width),
    ...lines.map((line) => wrap(line, width, 10)),
    ...hiddenCommits(commits),
  ].join('\n');
}
