import type { Issue } from '../diagnostics';
import type { SourceCommit } from '../release/desired';
import { exitCodeOf, showIssues } from './issues';
import type { Terminal } from './terminal';

/** Shows the issues about what could not be read beside the results, and sets the exit code. */
export function reportIncomplete(issues: readonly Issue[], terminal: Terminal): void {
  if (issues.length > 0) showIssues(issues, terminal);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) terminal.exit(exitCodeOf(errors));
}

/** A digest as docker shortens it, such as `sha256:0123456789ab`, or a commit as git does. */
export function shortVersion(version: string): string {
  return version.startsWith('sha256:') ? version.slice(0, 'sha256:'.length + 12) : version;
}

/** `4484fb9`, or `4484fb9-dirty` if the checkout differed from the commit. */
export function shortCommit({ commit = '-', dirty }: SourceCommit): string {
  return `${commit.replace(/^([0-9a-f]{7})[0-9a-f]+/, '$1')}${dirty ? '-dirty' : ''}`;
}
