import type { IssueCode } from '../../diagnostics';
import type { Position } from './position';

/** A problem in a YAML file. The message and the hint are full sentences. */
export interface YamlError {
  readonly code: Extract<IssueCode, `yaml-${string}`>;
  readonly message: string;
  readonly hint: string;
}

/** A problem with its position and path. `path` is empty if the problem belongs to no value. */
export interface LocatedYamlError extends YamlError, Position {
  readonly path: readonly string[];
}

export interface YamlErrorAtOffset extends YamlError {
  /** Whether the text after the place can be read in several ways, so that later problems may be consequences. */
  readonly endsReading?: boolean;
  readonly offset: number;
  readonly path: readonly string[];
}

export type ReportYamlError = (
  problem: Omit<YamlErrorAtOffset, 'offset' | 'path'>,
  offset: number,
  path?: readonly string[],
) => void;

const MAX_PROBLEMS = 100;

/** Sorts problems by position, drops consequences of others, and keeps at most 100. */
export function locateErrors(
  found: readonly YamlErrorAtOffset[],
  position: (offset: number) => Position,
): LocatedYamlError[] {
  const inOrder = [...found].sort((a, b) => a.offset - b.offset);
  const last = inOrder.findIndex(({ endsReading }) => endsReading);
  const told = last < 0 ? inOrder : inOrder.slice(0, last + 1);
  const problems = withoutEchoes(
    told.map(({ offset, endsReading: _, ...problem }) => ({ ...problem, ...position(offset) })),
  );
  const isCut = problems.length > MAX_PROBLEMS;
  return problems.slice(0, MAX_PROBLEMS).map((problem, index) => {
    if (!isCut || index < MAX_PROBLEMS - 1) return problem;
    return { ...problem, hint: `${problem.hint} Only the first ${MAX_PROBLEMS} problems are shown.` };
  });
}

/** Leaves out syntax errors on a line that has an error already, because they are consequences of it. */
function withoutEchoes(problems: readonly LocatedYamlError[]): LocatedYamlError[] {
  const lines = new Set<number>();
  return problems.filter(({ code, line }) => {
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst || code !== 'yaml-syntax';
  });
}
