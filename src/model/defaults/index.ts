import type { FlowKind } from '../flow-kinds';
import { defaults202612 } from './2026-12';
import { defaults202701 } from './2027-01';
import type { DefaultSet, Defaults } from './default-set';

/**
 * The default sets, by date. Add a new set instead of editing one, so that an upgrade of towpath
 * never restarts pods.
 */
const defaultSets = {
  '2026-12': defaults202612,
  '2027-01': defaults202701,
} as const satisfies Record<string, DefaultSet>;

export type DefaultsDate = keyof typeof defaultSets;

export const defaultsDates = Object.keys(defaultSets) as readonly DefaultsDate[];

/** The default set of a workspace that sets no `defaults`. It never changes. */
export const firstDefaults: DefaultsDate = '2026-12';

/** The default set that `towpath init` writes into a new workspace. */
export const newestDefaults: DefaultsDate = '2027-01';

/**
 * Returns the default values of a kind of flow in the set of a date. A kind that is newer than the set has the values
 * of the first set that knows it, so that a released set is never edited.
 */
export function defaultsOf(
  date: DefaultsDate,
  kind: FlowKind,
  sets: Readonly<Record<string, DefaultSet>> = defaultSets,
): Defaults {
  const since = Object.keys(sets)
    .filter((other) => other >= date)
    .sort();
  return since.map((other) => sets[other]?.[kind]).find((found) => found !== undefined) ?? {};
}
