import { environment, ServiceFlow, TowpathError } from 'towpath';
import { synthesize } from 'towpath/testing';
import { define } from './define';
import { constructs, type Kind, least } from './flow-kinds';

export type { Kind };

/** What is said of a flow `it` beside the least that its kind needs; `overlay` in the environment. */
export interface SaidOfFlow {
  readonly code?: object;
  readonly overlay?: object;
}

/** Errors and warnings of one flow, as `severity code path`, each with its hint if it has one. */
export function ruleIssues(kind: Kind, { code = {}, overlay = {} }: SaidOfFlow): (readonly [string, string?])[] {
  const Shop = define((app) => {
    new constructs[kind](app, 'it', { image: 'a:1', user: 1, ...least[kind], ...code } as never);
    if (kind !== 'service') new ServiceFlow(app, 'peer', { image: 'a:1', user: 1, port: 1 });
  });
  const where = environment('here', { apps: { shop: { flows: { it: overlay } } } });
  return issuesIn(() => synthesize(Shop, where, { id: 'shop' }).warnings).map(
    ({ severity, code: found, path, hint }) => {
      const line = `${severity} ${found} ${path?.replace(/^shop\.it\.?/, '')}`;
      return hint === undefined ? [line] : [line, hint];
    },
  );
}

function issuesIn(work: () => readonly TowpathError['issues'][number][]): readonly TowpathError['issues'][number][] {
  try {
    return work();
  } catch (error) {
    if (TowpathError.is(error)) return error.issues;
    throw error;
  }
}

/** What a test says of a flow, and the one issue that comes of it. */
export type Reported = readonly [what: string, kind: Kind, code: object, line: string, hint?: string];

/** Rows of one length, as jest wants them. */
export function reported(rows: readonly Reported[]): (readonly [string, Kind, object, readonly [string, string?]])[] {
  return rows.map(([what, kind, code, ...issue]) => [what, kind, code, issue] as const);
}
