import { defaults202612 } from './2026-12';
import type { DefaultSet } from './default-set';

/**
 * Defaults are dated: a better default arrives only under a new date, so that upgrading
 * the library never rolls anyone's pods by surprise. Sets are added, never edited.
 */
export const defaultSets = { '2026-12': defaults202612 } as const satisfies Record<string, DefaultSet>;

export type DefaultsDate = keyof typeof defaultSets;

export const defaultsDates = Object.keys(defaultSets) as readonly DefaultsDate[];

/** A workspace that names no date keeps the first one, for ever. */
export const firstDefaults: DefaultsDate = '2026-12';

export type { DefaultSet };
