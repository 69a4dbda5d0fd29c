import type { ConnectOptions } from '../../cluster/connect';
import type { Issue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { Gates } from '../../gates/declared-gates';
import { evidenceLines } from '../../gates/evidence';
import type { Arrival } from '../../gates/gate-facts';
import { closedGateIssues } from '../../gates/gate-issues';
import { versionText } from '../../model/image-version';
import type { Move } from '../../promotion/moves';
import type { SourceFlow } from '../../promotion/source-flow';
import type { Release } from '../../release/store/release';
import { withLocation } from '../gates/closed-gates';
import { declaredGates } from '../gates/gate-sources';
import { type Judged, judged } from '../gates/judged';
import type { PreparedPromotion, PrepareOptions } from './prepared';

/** A promotion with the gates of its target. */
export interface GatedPromotion {
  readonly prepared: PreparedPromotion;
  /** An error for each closed gate. */
  readonly closed: readonly Issue[];
  /** What the commit says of the gates, one line each. */
  readonly evidence: readonly string[];
}

export interface GatedOptions extends Pick<ConnectOptions, 'kubeconfig'> {
  readonly dryRun?: boolean | undefined;
  /** Why to promote although a gate is closed. */
  readonly override?: string | undefined;
}

export function withoutGates(prepared: PreparedPromotion): GatedPromotion {
  return { prepared, closed: [], evidence: [] };
}

/**
 * Asks the gates that count for edits of the files of the target: those about the versions, and the checks. Gates
 * about a moment or a commit count at the deploy. Checks do not run for a dry run.
 *
 * @param flows the flows of the source, as they run there
 * @param newest the newest releases of the target, whose gates count too, as far as its cluster was read
 */
export async function withGates(
  prepared: PreparedPromotion,
  flows: readonly SourceFlow[],
  { places: { root }, request, load, taken }: PrepareOptions,
  options: GatedOptions,
  target: Environment,
  newest: readonly Release[],
): Promise<GatedPromotion> {
  const { promotion } = prepared;
  const declared = declaredGates(target).map((source) => ({ ...source, gates: ofEdits(source.gates) }));
  const stored = newest.flatMap((one) => (one.gates ? [{ ...one, gates: ofEdits(one.gates) }] : []));
  if (promotion.moves.length === 0 || declared.length + stored.length === 0) return withoutGates(prepared);
  const at = new Date();
  const answer = await judged(
    {
      ...{ root, environment: target, declared, newest: stored, deployed: [], at, commit: {} },
      arrivals: promotion.moves.map(arrivalOf),
      options: { ...load, kubeconfig: options.kubeconfig },
      ...(taken === 'running' && { running: new Map([[request.from, flows]]) }),
    },
    { runs: options.dryRun ? 'never' : options.override === undefined ? 'if-open' : 'skip' },
  );
  const override = 'promotes even so, and the commit records the reason';
  const closed = closedGateIssues(target.name, answer.states, override);
  return {
    prepared: { ...prepared, promotion: { ...promotion, gates: answer.states } },
    closed: closed.map((issue) => withLocation(issue, target)),
    evidence: evidenceOf(answer, target.name, at),
  };
}

function ofEdits({ healthy, soak, check }: Gates): Gates {
  return { healthy, soak, check };
}

function arrivalOf({ application, flow, image, to }: Move): Arrival {
  return { application, flow, image, version: versionText(to) };
}

function evidenceOf({ states, facts: { observations } }: Judged, to: string, at: Date): string[] {
  const passed = states.flatMap(({ gate, name, state }) => (gate === 'check' && state === 'open' ? (name ?? []) : []));
  return evidenceLines({ to, observations, checks: passed, at });
}
