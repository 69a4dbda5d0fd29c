import type { IssueCode } from '../../diagnostics';
import type { Position } from './position';

/** What is wrong, in sentences. */
export interface Problem {
  readonly code: Extract<IssueCode, `yaml-${string}`>;
  readonly message: string;
  readonly hint: string;
}

/** One thing that is not accepted. `path` is empty where no value can be named. */
export interface ReadProblem extends Problem, Position {
  readonly path: readonly string[];
}

export interface FoundProblem extends Problem {
  readonly offset: number;
  readonly path: readonly string[];
}

export type Report = (problem: Problem, offset: number, path?: readonly string[]) => void;

const MAX_PROBLEMS = 100;

/** What a person is told of all that was found: in the order of the text, and no more than can be read. */
export function problemsToShow(found: readonly FoundProblem[], position: (offset: number) => Position): ReadProblem[] {
  const inOrder = [...found].sort((a, b) => a.offset - b.offset);
  const problems = withoutEchoes(inOrder.map(({ offset, ...problem }) => ({ ...problem, ...position(offset) })));
  const isCut = problems.length > MAX_PROBLEMS;
  return problems.slice(0, MAX_PROBLEMS).map((problem, index) => {
    if (!isCut || index < MAX_PROBLEMS - 1) return problem;
    return { ...problem, hint: `${problem.hint} There are more problems than these ${MAX_PROBLEMS}.` };
  });
}

/** One slip makes several syntax errors on its line; the first one names it. */
function withoutEchoes(problems: readonly ReadProblem[]): ReadProblem[] {
  const lines = new Set<number>();
  return problems.filter(({ code, line }) => {
    if (code !== 'yaml-syntax') return true;
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
}
