import type { Issue } from '../../../diagnostics';
import type { DesiredApplication, SourceCommit } from '../../../release/desired';
import type { CommitLookup, CommittedObjects } from './committed';
import { differencesFromCommit } from './differences';

/** The verification of one part of a release: the flows that were deployed from one commit. */
export interface VerifiedPart {
  readonly application: string;
  readonly revision: number;
  readonly flows: readonly string[];
  readonly commit?: string;
  /**
   * `equal`: the objects equal those of `dist/` at the commit. `unknown`: the commit could not be read.
   * `trusted`: nothing was compared, because the caller trusts the record.
   */
  readonly state: 'equal' | 'unknown' | 'trusted';
  /** Why the commit could not be read. */
  readonly reason?: string;
}

export interface Verification {
  readonly verified: readonly VerifiedPart[];
  /** The application at each commit that git knows. */
  readonly committed: readonly CommittedObjects[];
  /** The differences between the release and its commits. */
  readonly issues: readonly Issue[];
}

export interface VerifyOptions {
  readonly revision: number;
  /** The flows to restore. Absent for all. */
  readonly flows?: readonly string[] | undefined;
  /** Restore the release even if it differs from git or cannot be compared with git. */
  readonly trustRecord?: boolean | undefined;
}

/**
 * Compares the parts to restore with the commits that they were deployed from. A deploy of some flows leaves the others
 * as an earlier deploy made them, so each flow is compared with its own commit, and the objects beside the flows with
 * the release's commit.
 *
 * @param release with the namespace of each object
 * @param ask reads a commit, with the namespace of each object
 */
export function verifyRelease(
  release: DesiredApplication,
  { revision, flows, trustRecord = false }: VerifyOptions,
  ask: (source: SourceCommit) => CommitLookup,
): Verification {
  const selected = Object.keys(release.flows).filter((flow) => flows?.includes(flow) ?? true);
  const parts = partsOf(release, selected).map((part) => ({ ...part, answer: ask(part.source) }));
  const verified = parts.map(({ source: { commit }, flows: some, answer }): VerifiedPart => {
    const of = { application: release.application, revision, flows: some, ...(commit !== undefined && { commit }) };
    if (trustRecord) return { ...of, state: 'trusted' };
    return 'unknown' in answer ? { ...of, state: 'unknown', reason: answer.unknown } : { ...of, state: 'equal' };
  });
  const known = parts.flatMap(({ answer, ...part }) => ('committed' in answer ? [{ ...part, ...answer }] : []));
  const compared = trustRecord ? [] : known;
  return {
    verified,
    committed: known.map(({ committed }) => committed),
    issues: compared.flatMap(({ committed, flows: some, hasOthers }) =>
      differencesFromCommit(release, committed, some, hasOthers),
    ),
  };
}

interface Part {
  readonly source: SourceCommit;
  readonly flows: readonly string[];
  /** Whether the part includes the objects beside the flows. */
  readonly hasOthers: boolean;
}

/** The parts to restore, by their commits. The objects beside the flows are always restored. */
function partsOf({ source: own = {}, flows }: DesiredApplication, selected: readonly string[]): Part[] {
  const keyOf = ({ commit, dirty }: SourceCommit) => JSON.stringify([commit, dirty]);
  const parts = new Map([[keyOf(own), { source: own, flows: [] as string[], hasOthers: true }]]);
  for (const flow of selected) {
    const { commit, dirty } = flows[flow] ?? {};
    const source: SourceCommit = { ...(commit !== undefined && { commit }), ...(dirty && { dirty }) };
    const part = parts.get(keyOf(source)) ?? { source, flows: [], hasOthers: false };
    parts.set(keyOf(source), part);
    part.flows.push(flow);
  }
  return [...parts.values()];
}
