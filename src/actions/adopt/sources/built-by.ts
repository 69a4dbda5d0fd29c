import { isUtf8 } from 'node:buffer';
import { readObjects } from '../../../adoption/read-objects';
import { errorIssue, type Issue, printableLine } from '../../../diagnostics';
import { largestFile } from '../../../files/read-file';
import { type Ran, runProgram } from '../../../files/run-program';
import type { ReadSource } from './source';

/** A program of the user, with its arguments. */
export interface Builder {
  readonly program: string;
  readonly args: readonly string[];
}

/** How long a build may take, such as one that fetches a base over a slow network. Milliseconds. */
const patience = 120_000;

/** What a program printed, or why it printed nothing; no issue if no program is installed. */
export type Printed = { readonly text: string } | { readonly issue: Issue | undefined };

/**
 * The objects that a program prints.
 * @param source the path that messages show, because the lines of the output are not those of a file
 */
export function builtBy(builders: readonly Builder[], source: string): ReadSource {
  const printed = printedBy(builders, source);
  if (!('text' in printed))
    return { objects: [], issues: [printed.issue ?? needsProgram(builders, source)], own: [], used: [] };
  const { objects, issues } = readObjects(printed.text, source);
  const location = { file: source };
  return {
    objects: objects.map(({ object }) => ({ object, location })),
    issues: issues.map((issue) => ({ ...issue, location })),
    ...{ own: [], used: [] },
  };
}

/** What the first of the programs prints that is installed, run without a shell. */
export function printedBy(
  builders: readonly Builder[],
  source: string,
  variables: Readonly<Record<string, string>> = {},
): Printed {
  for (const { program, args } of builders) {
    const ran = runProgram(program, args, { variables, patience, limit: largestFile });
    if (ran.isMissing || isUnknownCommand(program, ran.stderr)) continue;
    const problem = problemOf(ran);
    return problem === undefined ? { text: ran.stdout.toString() } : { issue: failed(program, source, problem) };
  }
  return { issue: undefined };
}

/** Docker without the plugin for Compose says that it does not know the command. */
function isUnknownCommand(program: string, stderr: string): boolean {
  return program === 'docker' && /unknown (?:command|shorthand flag)|is not a docker command/.test(stderr);
}

/** Why the output of a program cannot be used, to follow its name and a colon. */
function problemOf({ status, stdout, stderr, problem }: Ran): string | undefined {
  if (problem !== undefined) return problem;
  if (status !== 0) return stderr.trim() || `it ended with ${status}`;
  return isUtf8(stdout) ? undefined : 'it printed text that is not UTF-8';
}

function failed(program: string, source: string, reason: string): Issue {
  const message = `\`${program}\` cannot build it: ${printableLine(reason.slice(0, 2000))}`;
  const hint = `run \`${program}\` yourself until it builds, and adopt again`;
  return errorIssue('adopt-build-failed', message, { location: { file: source }, hint });
}

function needsProgram(builders: readonly Builder[], source: string): Issue {
  const names = builders.map(({ program }) => `\`${program}\``).join(' or ');
  const message = `\`${source}\` has to be built by ${names}, which is not installed`;
  const hint = 'install it, or build the objects elsewhere and adopt the file: `towpath adopt shop prod=prod.yaml`';
  return errorIssue('adopt-needs-build', message, { location: { file: source }, hint });
}
