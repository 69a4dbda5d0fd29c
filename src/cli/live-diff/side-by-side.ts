import type { ObjectDiff } from '../../actions/diff/live';
import type { Terminal } from '../terminal';
import { type Hunk, headerOf, hunksOf } from './hunks';

/** The width of `diff -y`, used if the width of the screen is unknown. */
const usualWidth = 130;

/**
 * The changes of an object, with the live text on the left and the planned text on the right, marked as by `diff -y`.
 * Where a text is wider than half of the screen, the two texts are shown below each other.
 */
export function sideBySide(object: ObjectDiff, { paint, width }: Pick<Terminal, 'paint' | 'width'>): string[] {
  const half = Math.max(1, Math.floor(((Number.isFinite(width) ? width : usualWidth) - 3) / 2));
  const colours = { '|': paint.yellow, '<': paint.red, '>': paint.green, ' ': (text: string) => text };
  return hunksOf(object).flatMap((hunk) => [
    paint.cyan(headerOf(hunk)),
    ...rowsOf(hunk).flatMap((row) => {
      const { left, mark, right } = row;
      if (Math.max(left.length, right.length) > half) return stacked(row, paint);
      return colours[mark](`${left.padEnd(half)} ${mark} ${right}`.trimEnd());
    }),
  ]);
}

/** The two texts of a row below each other, as `diff` marks them. A text that does not change is shown once. */
function stacked({ left, mark, right }: Row, paint: Terminal['paint']): string[] {
  if (mark === ' ') return [`  ${left}`];
  return [...(mark === '>' ? [] : [paint.red(`< ${left}`)]), ...(mark === '<' ? [] : [paint.green(`> ${right}`)])];
}

interface Row {
  readonly left: string;
  /** `|` differs, `<` is removed, `>` is added. */
  readonly mark: ' ' | '|' | '<' | '>';
  readonly right: string;
}

/** Removed lines are shown beside the lines that replace them. */
function rowsOf({ lines }: Hunk): Row[] {
  const rows: Row[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const pair = () => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++) {
      const [left, right] = [gone[index], come[index]];
      const mark = left === undefined ? '>' : right === undefined ? '<' : '|';
      rows.push({ left: left ?? '', mark, right: right ?? '' });
    }
    [gone, come] = [[], []];
  };
  for (const line of lines) {
    const text = line.slice(1);
    if (line.startsWith('-')) gone.push(text);
    else if (line.startsWith('+')) come.push(text);
    else {
      pair();
      rows.push({ left: text, mark: ' ', right: text });
    }
  }
  pair();
  return rows;
}
