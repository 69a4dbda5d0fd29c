import { spawnSync } from 'node:child_process';
import { readObjects } from '../../../adoption/read-objects';
import { errorIssue, type Issue, printableLine } from '../../../diagnostics';
import { largestFile } from '../../../files/read-file';
import type { ReadSource } from './source';

/** A program of the user, with its arguments. */
export interface Builder {
  readonly program: string;
  readonly args: readonly string[];
}

/** How long a build may take, such as one that fetches a base over a slow network. Milliseconds. */
const patience = 120_000;

/**
 * The objects that a program prints, run without a shell. The first of the programs that is installed runs.
 * @param source the path that messages show, because the lines of the output are not those of a file
 */
export function builtBy(builders: readonly Builder[], source: string): ReadSource {
  for (const { program, args } of builders) {
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env },
      encoding: 'utf8',
      timeout: patience,
      maxBuffer: largestFile,
    });
    if (isMissing(error)) continue;
    if (status !== 0) return failed(program, source, error?.message ?? (stderr.trim() || `it ended with ${status}`));
    const { objects, issues } = readObjects(stdout, source);
    const location = { file: source };
    return {
      objects: objects.map(({ object }) => ({ object, location })),
      issues: issues.map((issue) => ({ ...issue, location })),
      ...{ own: [], used: [] },
    };
  }
  return problem(needsProgram(builders, source));
}

function isMissing(error: Error | undefined): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

function failed(program: string, source: string, reason: string): ReadSource {
  const message = `\`${program}\` cannot build it: ${printableLine(reason.slice(0, 2000))}`;
  const hint = `run \`${program}\` yourself until it builds, and adopt again`;
  return problem(errorIssue('adopt-build-failed', message, { location: { file: source }, hint }));
}

function needsProgram(builders: readonly Builder[], source: string): Issue {
  const names = builders.map(({ program }) => `\`${program}\``).join(' or ');
  const message = `\`${source}\` has to be built by ${names}, which is not installed`;
  const hint = 'install it, or build the objects elsewhere and adopt the file: `towpath adopt shop prod=prod.yaml`';
  return errorIssue('adopt-needs-build', message, { location: { file: source }, hint });
}

function problem(issue: Issue): ReadSource {
  return { objects: [], issues: [issue], own: [], used: [] };
}
