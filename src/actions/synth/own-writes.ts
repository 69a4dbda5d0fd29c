import { type Issue, shortList, warningIssue } from '../../diagnostics';

/** How many syntheses may follow each other only because files changed during the one before. */
const tolerated = 2;

/** How many files a notice names. */
const namedFiles = 3;

/**
 * Finds the files that applications write whenever they are built. If each of their changes started a synthesis, a
 * watch would never rest.
 */
export class OwnWrites {
  readonly #known = new Set<string>();
  #following = 0;

  /**
   * Takes the files that changed during a synthesis.
   *
   * @returns whether they start another synthesis, and the files that are now known to be written by applications
   */
  judge(changed: readonly string[]): { readonly isInput: boolean; readonly found: readonly string[] } {
    const unknown = changed.filter((path) => !this.#known.has(path));
    if (unknown.length === 0) this.forgive();
    if (unknown.length === 0 || ++this.#following <= tolerated) return { isInput: unknown.length > 0, found: [] };
    for (const path of unknown) this.#known.add(path);
    this.forgive();
    return { isInput: false, found: unknown };
  }

  /** Starts counting again, because the next synthesis has another cause than files that changed during the last one. */
  forgive(): void {
    this.#following = 0;
  }
}

/** @param files relative to the workspace, at least one */
export function ownWritesIssue(files: readonly string[]): Issue {
  const named = shortList(
    files.map((file) => `\`${file}\``),
    namedFiles,
  ).join(', ');
  const message = `the code of an application writes ${named} at each synthesis; these writes start no further synthesis`;
  const hint = 'write the file outside of the workspace or into a hidden folder, which a watch leaves out';
  const [file = ''] = files;
  return warningIssue('application-writes-input', message, { hint, location: { file } });
}
