import type { Cluster } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { compareTexts } from '../../data/compare-texts';
import { type Issue, issueError, suggest } from '../../diagnostics';
import type { Release } from '../../release/store/release';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { askClusterOf } from '../deployments/ask-cluster';
import type { ClusterToAsk, FindDeploymentsOptions } from '../deployments/clusters';
import type { KeptRelease } from '../deployments/kept-releases';
import { readOwnReleases } from '../deployments/own-releases';
import { type CommittedPromotion, committedPromotions } from './committed-promotions';
import { pinChanges, type ReleasePinChange } from './pin-changes';

/** One deploy, from its record in the cluster. */
export interface HistoryEntry extends Omit<Release, 'flows' | 'ran' | 'gates' | 'promotesFrom'> {
  readonly cluster: string;
  readonly namespace: string;
  /** The pins that changed since the earlier release. Absent if that release is no longer stored. */
  readonly changes?: readonly ReleasePinChange[];
  /** The promotion that the deployed commit made. */
  readonly promotion?: CommittedPromotion;
}

export interface HistoryOptions extends Omit<FindDeploymentsOptions, 'environments'> {
  readonly environment: string;
  /** @default all */
  readonly application?: string | undefined;
}

export interface History {
  /** Sorted by application, newest first. */
  readonly releases: readonly HistoryEntry[];
  /** The promotions to the environment that git knows and no stored release was deployed from. Newest first. */
  readonly commits: readonly CommittedPromotion[];
  readonly issues: readonly Issue[];
}

/**
 * The releases of an environment that its cluster stores, and the promotions to it that git knows.
 * @throws TowpathError if the cluster cannot be reached, or there is no such application
 */
export async function history(options: HistoryOptions): Promise<History> {
  checkOptions(options, ['environment']);
  const { environment, application, ...others } = options;
  const named = application === undefined ? [] : [application];
  return askClusterOf(
    environment,
    others,
    async ({ asked, issues }) => {
      const found = await Promise.all(asked.map((one) => translateFailures(releasesOf(one, environment))));
      const all = found.flatMap(({ entries }) => entries);
      const declared = asked.flatMap((one) => (one.declared ?? []).map(({ application: name }) => name));
      if (application !== undefined) checkApplication(application, environment, [...declared, ...all.map(nameOf)]);
      const isWanted = (entry: { readonly application: string }) =>
        application === undefined || entry.application === application;
      const promotions = asked.some((one) => one.declared)
        ? committedPromotions(workspaceRoot(options.root), environment)
        : [];
      return {
        ...withPromotions(all.filter(isWanted), promotions.filter(isWanted)),
        issues: [...issues, ...found.flatMap((one) => one.issues)],
      };
    },
    named,
  );
}

/** Adds each promotion to the release that was deployed from its commit. The other promotions are returned as commits. */
function withPromotions(
  entries: readonly HistoryEntry[],
  promotions: readonly CommittedPromotion[],
): Pick<History, 'releases' | 'commits'> {
  const keyOf = (one: { readonly application: string; readonly commit?: string }) => `${one.application} ${one.commit}`;
  const byCommit = new Map(promotions.map((one) => [keyOf(one), one]));
  const deployed = new Set(entries.map(keyOf));
  return {
    releases: entries.map((entry) => {
      const promotion = byCommit.get(keyOf(entry));
      return promotion ? { ...entry, promotion } : entry;
    }),
    commits: promotions.filter((one) => !deployed.has(keyOf(one))),
  };
}

async function releasesOf(
  asked: ClusterToAsk,
  environment: string,
): Promise<{ entries: HistoryEntry[]; issues: readonly Issue[] }> {
  const { instances, issues } = await readOwnReleases(asked, environment);
  const entries = instances.flatMap((kept) => kept.map((_, index) => entryOf(kept, index, asked.cluster)));
  return { entries: entries.sort((a, b) => compareTexts(nameOf(a), nameOf(b))), issues };
}

function entryOf(kept: readonly KeptRelease[], index: number, cluster: Cluster): HistoryEntry {
  const release = kept[index] as KeptRelease;
  const {
    revision,
    application,
    environment,
    instance,
    instanceRef,
    state,
    at,
    by,
    commit,
    dirty,
    reason,
    override,
    lifted,
    restores,
  } = release;
  const before = kept[index + 1];
  const changes = before || revision === 1 ? { changes: pinChanges(before?.flows ?? {}, release.flows) } : {};
  return {
    revision,
    application,
    environment,
    instance,
    cluster: cluster.context,
    namespace: instanceRef.namespace,
    state,
    at,
    by,
    ...(commit !== undefined && { commit }),
    ...(dirty && { dirty }),
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { override }),
    ...(lifted !== undefined && { lifted }),
    ...(restores !== undefined && { restores }),
    ...changes,
  };
}

function nameOf({ application }: HistoryEntry): string {
  return application;
}

function checkApplication(name: string, environment: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const hint = suggest(name, [...new Set(known)]);
  const message = `there is no application \`${name}\` in \`${environment}\`, and no release of it`;
  throw issueError('release-unknown', message, { hint });
}
