import { InvalidArgumentError, Option } from 'commander';
import type { ConnectOptions } from '../cluster/connect';
import { durationOf } from '../data/duration';
import type { PlanOptions } from '../release/plan/plan-object';
import type { PruneOptions } from '../release/plan/prune';

/** Options of the commands that connect to the cluster of an environment. Each has its variable `TOWPATH_<FLAG>`. */
export function clusterOptions(): Option[] {
  return [
    new Option('--context <name>', 'context of the kubeconfig; it must point to the cluster of the environment').env(
      'TOWPATH_CONTEXT',
    ),
    kubeconfigOption(),
  ];
}

export function kubeconfigOption(): Option {
  return new Option('--kubeconfig <path>', 'kubeconfig file to read instead of the one that kubectl reads').env(
    'TOWPATH_KUBECONFIG',
  );
}

/** Options of the commands that read clusters, and can do so without a workspace. */
export function findDeploymentsOptions(): Option[] {
  const description =
    'context of the kubeconfig; without -e, read only this cluster and ignore the files of the workspace';
  return [
    new Option('-A, --all-namespaces', 'read all namespaces of one cluster and ignore the files of the workspace').env(
      'TOWPATH_ALL_NAMESPACES',
    ),
    new Option('--context <name>', description).env('TOWPATH_CONTEXT'),
    kubeconfigOption(),
  ];
}

/** The values of these options. */
export interface FindDeploymentsFlags extends ConnectOptions {
  readonly allNamespaces?: boolean;
}

/** Options that change what a deploy does, and so what a diff shows. */
export function deployOptions(): Option[] {
  return [
    new Option(
      '--take-ownership',
      'take over objects that kubectl apply, Helm, Argo CD or another tool deployed before',
    ).env('TOWPATH_TAKE_OWNERSHIP'),
    new Option('--force-conflicts', 'take over conflicting fields from other field managers').env(
      'TOWPATH_FORCE_CONFLICTS',
    ),
    new Option('--take-set', 'take over an instance that another workspace or environment deployed').env(
      'TOWPATH_TAKE_SET',
    ),
    new Option('--prune', 'delete objects that are no longer declared (default)').env('TOWPATH_PRUNE'),
    new Option('--no-prune', 'keep objects that are no longer declared').env('TOWPATH_NO_PRUNE'),
    new Option('--prune-data', 'also delete claims and namespaces that are no longer declared, with their data').env(
      'TOWPATH_PRUNE_DATA',
    ),
  ];
}

/** The values of these options. */
export type DeployFlags = ConnectOptions & PlanOptions & PruneOptions & { readonly takeSet?: boolean };

export function waitOptions(): Option[] {
  return [
    new Option('--wait', 'wait until all objects are ready (default)').env('TOWPATH_WAIT'),
    new Option('--no-wait', 'do not wait until all objects are ready').env('TOWPATH_NO_WAIT'),
  ];
}

export function yesOption(
  description = 'do not ask for confirmation; without a terminal there is no question',
): Option {
  return new Option('-y, --yes', description).env('TOWPATH_YES');
}

export function overrideOption(description: string): Option {
  return new Option('--override <reason>', description).env('TOWPATH_OVERRIDE');
}

/** Parses a duration as kubectl does: `90s`, `5m`, `1h30m`. 0 means no wait. */
export function timeoutOption(): Option {
  return new Option(
    '--timeout <duration>',
    'how long to wait for each step, and for all objects at the end, such as 90s, 5m or 1h30m',
  )
    .default(300_000, '5m')
    .argParser(milliseconds)
    .env('TOWPATH_TIMEOUT');
}

/** Options that say when a deploy stops to wait before its time is over. */
export function patienceOptions(): Option[] {
  return [
    new Option(
      '--no-activity-timeout <duration>',
      'how long to wait while nothing changes, such as 90s; default: as long as --timeout',
    )
      .argParser(milliseconds)
      .env('TOWPATH_NO_ACTIVITY_TIMEOUT'),
    new Option('--failures-allowed <number>', 'how often a container may fail before the deploy fails')
      .default(3)
      .argParser(wholeNumber)
      .env('TOWPATH_FAILURES_ALLOWED'),
  ];
}

/** The values of these options. Without `--no-activity-timeout`, commander sets `true`. */
export interface PatienceFlags {
  readonly activityTimeout: number | true;
  readonly failuresAllowed: number;
}

/** The options of an action for these flags. */
export function patienceOf({ activityTimeout, failuresAllowed }: PatienceFlags) {
  return { failuresAllowed, ...(activityTimeout !== true && { activityTimeoutMs: activityTimeout }) };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number, such as 5.');
  return Number(text);
}

/** A timer of Node ends at once if its time is longer. @see https://nodejs.org/api/timers.html */
const longestTimer = 2 ** 31 - 1;

function milliseconds(text: string): number {
  const found = durationOf(text);
  if (found !== undefined && found > longestTimer) throw new InvalidArgumentError('the longest possible time is 596h.');
  if (found === undefined) throw new InvalidArgumentError('expected a duration such as 90s, 5m or 1h30m.');
  return found;
}
