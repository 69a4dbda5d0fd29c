import { defaults202612 } from './2026-12';
import type { DefaultSet } from './default-set';

/**
 * The default sets, by date. Add a new set instead of editing one, so that an upgrade of towpath
 * never restarts pods.
 */
export const defaultSets = { '2026-12': defaults202612 } as const satisfies Record<string, DefaultSet>;

export type DefaultsDate = keyof typeof defaultSets;

export const defaultsDates = Object.keys(defaultSets) as readonly DefaultsDate[];

/** The default set of a workspace that sets no `defaults`. It never changes. */
export const firstDefaults: DefaultsDate = '2026-12';

export type { DefaultSet };
