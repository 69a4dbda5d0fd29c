import type { IssueCode } from './codes';
import type { Issue } from './issue';
import { TowpathError } from './towpath-error';

/** Collects problems, so that a user sees all of them at once. */
export class IssueCollector {
  readonly #issues: Issue[] = [];
  readonly #seen = new Set<string>();

  get issues(): readonly Issue[] {
    return this.#issues;
  }

  get hasErrors(): boolean {
    return this.#issues.some((issue) => issue.severity === 'error');
  }

  error(code: IssueCode, message: string, rest: Omit<Issue, 'code' | 'message' | 'severity'> = {}): void {
    this.add({ code, severity: 'error', message, ...rest });
  }

  warning(code: IssueCode, message: string, rest: Omit<Issue, 'code' | 'message' | 'severity'> = {}): void {
    this.add({ code, severity: 'warning', message, ...rest });
  }

  /** Adds issues, except those that equal an earlier one, because applications may read the same file. */
  add(...issues: readonly Issue[]): void {
    for (const issue of issues) {
      const key = JSON.stringify(issue);
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.#issues.push(issue);
    }
  }

  /**
   * Throws if at least one of the problems is an error.
   * @throws TowpathError with all problems
   */
  throwIfErrors(): void {
    if (this.hasErrors) throw new TowpathError(this.#issues);
  }
}
