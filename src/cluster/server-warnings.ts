import { escapeHidden } from '../data/escape-hidden';
import { type Issue, shortList, warningIssue } from '../diagnostics';

/** The object that a request was about. */
export interface About {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** How many warnings of one connection are kept, because a server can send any number of them. */
export const mostWarnings = 50;

/** How many objects with the same warning are named. */
const mostNamed = 5;

/** A Secret's warning is not shown, because it may quote the content. */
const ofSecret = 'the text is not shown, because it may quote the content of the Secret';

/** The warnings that a server sent with its answers: each text once, with the objects that it was sent for. */
export class ServerWarnings {
  readonly #objects = new Map<string, Set<string>>();
  #hasMore = false;

  add(texts: readonly string[], about?: About): void {
    for (const sent of texts) {
      const text = about?.kind === 'Secret' ? ofSecret : sent;
      if (!this.#objects.has(text) && this.#objects.size === mostWarnings) {
        this.#hasMore = true;
        continue;
      }
      const names = this.#objects.get(text) ?? new Set();
      this.#objects.set(text, names);
      if (about) names.add(`${about.kind}/${about.metadata.name}`);
    }
  }

  /** One issue for each text, sorted, because answers arrive in any order. */
  issues(): Issue[] {
    const found = [...this.#objects].map(([text, names]) => warning([...names].sort(), text));
    found.sort((a, b) => (a.message < b.message ? -1 : 1));
    return this.#hasMore ? [...found, warning([], `more than ${mostWarnings} different warnings were sent`)] : found;
  }
}

function warning(names: readonly string[], text: string): Issue {
  const named = shortList(names, mostNamed).join(', ');
  return warningIssue('server-warning', escapeHidden(named === '' ? text : `${named}: ${text}`));
}
