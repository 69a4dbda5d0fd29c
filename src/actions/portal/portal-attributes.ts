import { count } from '../../data/count';
import type { Environment } from '../../environments/environment';
import type { GateState } from '../../gates/gate-state';
import type { Deployment } from '../deployments/deployment';
import type { GitHistory } from '../git/history';
import { portalText } from './portal-text';

/** What is known about a deployment from the environments beside it. */
export interface PortalSurroundings {
  readonly environment: Environment | undefined;
  /** The position of the environment in the order of a release, from 1; 0 for one that the workspace does not have. */
  readonly order: number;
  /** The same flow in the environments that this one promotes from. */
  readonly sources: readonly Deployment[];
  readonly gates: readonly Pick<GateState, 'gate' | 'name' | 'state' | 'reason' | 'opensAt'>[] | undefined;
  readonly history: Pick<GitHistory, 'between'> | undefined;
}

type Attributes = Readonly<Record<string, string | number>>;

/**
 * What the extension shows below a deployment: its state, its place in the order of environments, the versions that
 * wait to be promoted to it with the number of commits that they bring, and the gates of its environment. Values are
 * texts or numbers.
 */
export function portalAttributes(deployment: Deployment, surroundings: PortalSurroundings): Attributes {
  const { environment, order, sources, gates, history } = surroundings;
  const attributes: readonly (readonly [string, string | number | undefined])[] = [
    ['state', deployment.state],
    ['message', deployment.message],
    ['image', deployment.image],
    ['digest', deployment.digest],
    ['release', deployment.release],
    ['applied by', deployment.appliedBy?.user ?? deployment.appliedBy?.manager],
    ['order', order === 0 ? undefined : order],
    ['promotes from', environment?.props.promotesFrom?.join(', ')],
    ...sources.map((source) => [`waits in ${source.environment}`, waitingText(deployment, source, history)] as const),
    ...(gates ?? []).map((gate) => [['gate', gate.gate, gate.name].filter(Boolean).join(' '), gateText(gate)] as const),
    ...(gates === undefined && environment?.props.gates ? [['gates', 'could not be read'] as const] : []),
  ];
  return Object.fromEntries(
    attributes.flatMap(([key, value]) =>
      value === undefined || value === ''
        ? []
        : [[portalText(key), typeof value === 'string' ? portalText(value) : value]],
    ),
  );
}

/** The version that a promotion would bring, and how much it brings. Undefined if there is nothing to promote. */
function waitingText(
  here: Deployment,
  { version, digest }: Deployment,
  history: PortalSurroundings['history'],
): string | undefined {
  const next = version ?? digest;
  if (next === undefined || next === (here.version ?? here.digest)) return undefined;
  const between = version && here.version ? history?.between({ tag: here.version }, { tag: version }) : undefined;
  const commits = between?.count;
  return commits === undefined ? next : `${next}, ${count(commits, 'commit')}`;
}

function gateText({ state, reason, opensAt }: Pick<GateState, 'state' | 'reason' | 'opensAt'>): string {
  return [state, reason, opensAt && `opens at ${opensAt}`].filter(Boolean).join(', ');
}
