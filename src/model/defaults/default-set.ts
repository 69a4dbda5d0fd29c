import type { FlowKind } from '../kinds';

/** Default values for each kind of flow. Members of a group apply only if the flow sets that group. */
export type DefaultSet = Readonly<Record<FlowKind, Readonly<Record<string, unknown>>>>;
