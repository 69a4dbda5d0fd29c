import type { Promotion } from '../actions/index';
import { changesMarkdown } from './changes-markdown';
import { code, name } from './markdown';
import { commitsTitle, hiddenCommits, promotionFacts, shortVersionText, sourceOf } from './promotion-text';

/** A promotion as the text of a pull request. What comes from outside, such as commits, is shown as code. */
export function promotionMarkdown(promotion: Promotion): string {
  const { from, to, taken, moves, commits, changes } = promotion;
  if (moves.length === 0) return `${name(to)} has the versions of ${name(from)} already.`;
  const rows = moves.map(
    ({ application, flow, from: old, to: now, note }) =>
      `| ${name(`${application}/${flow}`)} | ${code(shortVersionText(old))} | ${code(shortVersionText(now))} | ${note ? code(note.replaceAll('|', '\\|')) : ''} |`,
  );
  const facts = promotionFacts(promotion).map((fact) => `- ${code(fact)}`);
  const ranges = commits.map((one) =>
    [
      `**${code(commitsTitle(one))}**`,
      '',
      ...one.commits.map(({ id, subject }) => `- ${code(`${id.slice(0, 7)} ${subject}`)}`),
      ...hiddenCommits(one),
    ].join('\n'),
  );
  return [
    `Versions ${sourceOf(taken, from)} go to ${name(to)}.`,
    ['| flow | from | to | note |', '|---|---|---|---|', ...rows].join('\n'),
    ...(facts.length > 0 ? [facts.join('\n')] : []),
    ...ranges,
    changesMarkdown(changes),
  ].join('\n\n');
}
