import { collected, errorIssue, IssueCollector } from '../../../diagnostics';
import { type Checkout, openCheckout } from '../git/checkout';
import { type Remote, remoteOf } from '../git/remote';
import type { Promotion } from '../promotion';
import { branchIssues } from './branch';
import { type Endings, needsPush } from './endings';
import { type Forge, forgeFor } from './forge';

/** What the endings of a promotion work with. Everything is found before the first write. */
export interface OpenedEndings {
  readonly checkout: Checkout;
  /** The branch that gets the commit. */
  readonly branch: string;
  /** Absent if nothing is pushed. */
  readonly remote?: Remote;
  /** Absent if no pull request is opened. */
  readonly forge?: Forge;
  readonly describe?: ((promotion: Promotion) => string) | undefined;
}

/** @throws TowpathError with everything that would prevent an ending */
export function openEndings(root: string, options: Endings & Pick<OpenedEndings, 'describe'>): OpenedEndings {
  const checkout = openCheckout(root);
  const problems = new IssueCollector();
  problems.add(...branchIssues(checkout, options.branch));
  const branch = options.branch ?? checkout.branch ?? '';
  if (options.pullRequest && options.branch === undefined) {
    const hint = 'add `--branch NAME`';
    problems.add(errorIssue('branch-unusable', 'a pull request needs a branch of its own', { hint }));
  }
  const found = <T>(work: () => T) => collected((...issues) => problems.add(...issues), work);
  const remote = needsPush(options) ? found(() => remoteOf(root, branch)) : undefined;
  const forge = options.pullRequest && remote ? found(() => forgeFor(root, remote)) : undefined;
  problems.throwIfErrors();
  const { describe } = options;
  return { checkout, branch, ...(remote && { remote }), ...(forge && { forge }), describe };
}
