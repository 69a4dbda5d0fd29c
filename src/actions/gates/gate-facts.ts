import { assembleWorkspace } from '../../assembly/assemble-workspace';
import type { ConnectOptions } from '../../cluster/connect';
import { allGates, type GateKind, type GateSource } from '../../gates/declared-gates';
import type { Arrival, GateFacts } from '../../gates/gate-facts';
import type { SourceFlow } from '../../promotion/source-flow';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { gitHistory } from '../git/history';
import { knownApprovals } from './approvals/known-approvals';
import type { ChangeQuestion } from './changes-since';
import { commitTrailers } from './commit-trailers';
import { releasedGates } from './gate-sources';
import { type Observed, observationsOf, observedIn } from './observed';
import { recordedFor } from './recorded';
import { knownReviews } from './reviews/known-reviews';

/** What the gates of one environment are asked about. */
export interface GateQuestion extends ChangeQuestion {
  /** The gates that the files of the environment set. */
  readonly declared: readonly GateSource[];
  /** The versions that come to the environment. */
  readonly arrivals: readonly Arrival[];
  /** How the workspace is loaded, and the kubeconfig for the clusters of the environments that versions come from. */
  readonly options: LoadOptions & Pick<ConnectOptions, 'kubeconfig'>;
  readonly at: Date;
  /** The flows of environments whose clusters were asked already. */
  readonly running?: ReadonlyMap<string, readonly SourceFlow[]>;
}

/** All gates that count, those of the files first. */
export function sourcesOf({ declared, newest }: Pick<GateQuestion, 'declared' | 'newest'>): GateSource[] {
  return [...declared, ...releasedGates(newest)];
}

/** Facts that decide only the gate `windows`. */
export function noFacts(at: Date): GateFacts {
  return {
    ...{ at, arrivals: [], observations: [], unknown: [], commit: { problem: 'it was not read' } },
    ...{ approvals: new Map(), reviews: new Map(), checks: new Map() },
  };
}

/**
 * Finds out what the gates depend on: from the clusters that versions come from, as far as they can be read, and from
 * git. Only what a gate needs is asked for. Checks do not run.
 */
export async function gateFacts(question: GateQuestion): Promise<GateFacts> {
  const { root, environment, arrivals, commit, at } = question;
  const gates = allGates(sourcesOf(question)).map(({ gate }) => gate);
  const asked = new Set(gates.flatMap((gate) => (gate.gate === 'healthy' || gate.gate === 'soak' ? gate.sources : [])));
  const needsSource = asked.size > 0 && arrivals.length > 0;
  const live = needsSource ? await observedInAll([...asked], question) : [];
  const recorded = needsSource ? recordedFor(root, environment, arrivals) : { observations: [], unknown: [] };
  const needs = (kind: GateKind) => gates.some(({ gate }) => gate === kind);
  return {
    ...noFacts(at),
    arrivals,
    observations: [...live, recorded].flatMap(({ observations }) => observations),
    unknown: [...live, recorded].flatMap(({ unknown }) => unknown),
    ...(needs('approvals') && { approvals: knownApprovals(question) }),
    ...(needs('reviews') && { reviews: knownReviews(question) }),
    ...(needs('trailer') && { commit: commitTrailers(root, commit) }),
  };
}

async function observedInAll(
  names: readonly string[],
  { root, arrivals, options, at, running }: GateQuestion,
): Promise<Observed[]> {
  const workspace = await loadWorkspace({ ...options, root });
  const history = gitHistory(root);
  return Promise.all(
    names.map(async (name): Promise<Observed> => {
      const known = running?.get(name);
      if (known) return { observations: observationsOf(name, known, arrivals, history, at), unknown: [] };
      if (!workspace.environments.some((one) => one.name === name))
        return { observations: [], unknown: [`there is no environment \`${name}\` any more`] };
      const { applications } = assembleWorkspace(workspace, [name]);
      return observedIn(name, applications, arrivals, { ...options, root }, history, at);
    }),
  );
}
