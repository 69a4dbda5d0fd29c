import { printable } from '../diagnostics';
import { showIssues } from './issues';
import { pinChangeText } from './pin-change-text';
import type { Terminal } from './terminal';

/** What a deploy with `--tag` wrote before it began. */
export interface PinnedFirst {
  /** Says what stays written after a deploy that did not succeed, and what the same command does next. */
  explainRefusal(): void;
}

/**
 * Pins a version before a deploy, and shows the edits on standard error, because the result of the deploy follows.
 * @throws TowpathError as `pin`; then nothing was written
 */
export async function pinFirst(
  request: { readonly environment: string; readonly flows: readonly string[]; readonly tag: string },
  terminal: Terminal,
): Promise<PinnedFirst> {
  const { pinTag } = await import('../actions/pin/pin-tag');
  const { changes, warnings } = await pinTag(request);
  if (warnings.length > 0) showIssues(warnings, terminal);
  for (const change of changes) terminal.err(pinChangeText(change, terminal));
  const files = [...new Set(changes.map(({ file }) => file))].join(', ');
  return {
    explainRefusal() {
      const written =
        changes.length === 0
          ? `no pin was edited, because everything had ${request.tag} already`
          : `the pins in ${files} were edited and stay at ${request.tag}`;
      terminal.err(printable(`${written}; the same command edits nothing more, and deploys again`));
    },
  };
}
