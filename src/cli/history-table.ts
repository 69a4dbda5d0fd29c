import type { CommittedPromotion } from '../actions/history/committed-promotions';
import type { HistoryEntry } from '../actions/history/history';
import type { ReleasePinChange } from '../actions/history/pin-changes';
import { allowedText } from '../promotion/lifted-rule';
import { age } from './age';
import { shortCommit, shortVersion } from './short-names';
import { type Column, table } from './table';

/** A release, or a promotion that is committed and not deployed. */
export type HistoryRow = HistoryEntry | CommittedPromotion;

/** Releases and commits in one list, sorted by application, newest first. */
export function merged(releases: readonly HistoryEntry[], commits: readonly CommittedPromotion[]): HistoryRow[] {
  if (commits.length === 0) return [...releases];
  return [...releases, ...commits].sort((a, b) => {
    if (a.application !== b.application) return a.application < b.application ? -1 : 1;
    return Date.parse(b.at) - Date.parse(a.at);
  });
}

export function historyTable(rows: readonly HistoryRow[], width: number): string {
  const releases = rows.filter((one) => 'revision' in one);
  const places = new Set(releases.map(({ namespace, instance }) => `${namespace}/${instance}`));
  const applications = new Set(releases.map(({ application }) => application));
  const isAmbiguous = places.size > applications.size;
  const cells = rows.map((one) => [
    one.application,
    ...(isAmbiguous ? ('revision' in one ? [one.namespace, one.instance] : ['-', '-']) : []),
    'revision' in one ? String(one.revision) : '-',
    age(one.at),
    one.by,
    shortCommit(one),
    'revision' in one ? one.state : 'committed',
    'revision' in one ? whatOf(one) : promotionText(one),
  ]);
  const columns: Column[] = [
    { head: 'application' },
    ...(isAmbiguous ? [{ head: 'namespace' }, { head: 'instance' }] : []),
    { head: 'revision' },
    { head: 'when' },
    { head: 'by', spare: 2 },
    { head: 'commit', spare: 1 },
    { head: 'state' },
    { head: 'what' },
  ];
  return table(columns, cells, width);
}

function whatOf({ restores, changes, reason, override, lifted, promotion }: HistoryEntry): string {
  const restored = restores === undefined ? [] : [`restores ${restores}`];
  const changed = changes?.map(changeText) ?? [];
  const failed = reason === undefined ? [] : [`failed: ${reason}`];
  const promoted = promotion === undefined ? [] : [`${originOf(promotion)}${reasonOf(promotion)}`];
  const exceptions = exceptionsOf({ override: override ?? promotion?.override, lifted: lifted ?? promotion?.lifted });
  return (
    [...restored, ...changed, ...promoted, ...failed, ...exceptions].join('; ') || (changes ? 'no pin changed' : '-')
  );
}

function promotionText(promotion: CommittedPromotion): string {
  const versions = promotion.versions.map(({ flows, version }) => `${flows.join(',')} ${shortVersion(version)}`);
  const promoted = `${originOf(promotion)}: ${versions.join('; ')}${reasonOf(promotion)}`;
  return [promoted, ...exceptionsOf(promotion)].join('; ');
}

/** What was done against a gate or a rule of promotions. */
function exceptionsOf({
  override,
  lifted,
}: {
  readonly override?: string | undefined;
  readonly lifted?: readonly string[] | undefined;
}): string[] {
  const overridden = override === undefined ? [] : [`gates overridden: ${override}`];
  const allowed = allowedText(lifted);
  return [...overridden, ...(allowed === undefined ? [] : [`allowed: ${allowed}`])];
}

function originOf({ from }: CommittedPromotion): string {
  return from === undefined ? 'pinned' : `promoted from ${from}`;
}

function reasonOf({ why }: CommittedPromotion): string {
  return why === undefined ? '' : ` (${why})`;
}

function changeText({ flows, from, to }: ReleasePinChange): string {
  const names = flows.join(',');
  if (from === undefined) return `+ ${names} ${shortVersion(to ?? '')}`;
  if (to === undefined) return `- ${names} ${shortVersion(from)}`;
  return `${names} ${shortVersion(from)} → ${shortVersion(to)}`;
}
