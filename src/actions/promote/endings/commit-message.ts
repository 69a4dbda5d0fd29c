import { groupBy } from '../../../data/group-by';
import { printableLine } from '../../../diagnostics';
import { gateTrailer } from '../../../gates/evidence';
import { versionText } from '../../../model/image-version';
import type { Move } from '../../../promotion/moves';
import { flowKey } from '../../../promotion/selection';
import type { Promotion } from '../promotion';

/** The names of the trailers that a commit of a promotion ends with. */
export const trailers = {
  from: 'Promoted-From',
  to: 'Promoted-To',
  version: 'Promoted-Version',
  by: 'Promoted-By',
  why: 'Promoted-Why',
  override: 'Promoted-Override',
  lifted: 'Promoted-Despite',
} as const;

/** Changed versions of an environment. Without a source they were pinned, and not promoted. */
type Change = Pick<Promotion, 'to' | 'moves'> & Partial<Pick<Promotion, 'from' | 'lifted'>>;

/** The first line of the commit, and the title of the pull request. */
export function promotionTitle({ from, to, moves }: Change): string {
  const applications = [...new Set(moves.map(({ application }) => application))];
  const versions = [...new Set(moves.map((move) => versionText(move.to)))];
  const what = applications.length === 1 ? applications[0] : `${applications.length} applications`;
  const version = versions.length === 1 && versions[0] && versions[0].length <= 32 ? ` ${versions[0]}` : '';
  return from === undefined ? `Pin ${what}${version} in ${to}` : `Promote ${what}${version} from ${from} to ${to}`;
}

/** What the commit of a promotion says beside what it changes. */
export interface CommitNotes {
  /** The reason of the promotion. */
  readonly why?: string | undefined;
  /** Why it was made although a gate was closed. */
  readonly override?: string | undefined;
  /** The values of the trailers that say what opened the gates. */
  readonly evidence: readonly string[];
}

/**
 * The message of a commit that changes versions.
 * @param by name and address of who commits, as git writes them
 */
export function changeMessage(change: Change, by: string, { why, override, evidence }: CommitNotes = noNotes): string {
  const { from, to, moves, lifted = [] } = change;
  const lines = grouped(moves, (move) => `${versionText(move.from) || '(none)'} -> ${versionText(move.to)}`);
  const versions = grouped(moves, (move) => versionText(move.to));
  return [
    promotionTitle(change),
    '',
    ...lines.map(([change, flows]) => `- ${flows.join(', ')}: ${change}`),
    '',
    ...trailer(trailers.from, from),
    `${trailers.to}: ${to}`,
    ...versions.map(([version, flows]) => `${trailers.version}: ${version} ${flows.join(' ')}`),
    ...trailer(trailers.by, by),
    ...trailer(trailers.why, why),
    ...trailer(trailers.override, override),
    ...lifted.flatMap((rule) => trailer(trailers.lifted, rule)),
    ...evidence.flatMap((line) => trailer(gateTrailer, line)),
    '',
  ].join('\n');
}

const noNotes: CommitNotes = { evidence: [] };

/** One trailer, unless it would be empty. */
export function trailer(name: string, value = ''): string[] {
  const line = oneLine(value);
  return line === '' ? [] : [`${name}: ${line}`];
}

function grouped(moves: readonly Move[], keyOf: (move: Move) => string): [string, string[]][] {
  return [...groupBy(moves, keyOf)].map(([key, group]) => [key, [...new Set(group.map(flowKey))]]);
}

/** Text that adds no line, and so no trailer, to a message. */
function oneLine(text: string): string {
  return printableLine(text.replace(/\s+/g, ' ').trim());
}
