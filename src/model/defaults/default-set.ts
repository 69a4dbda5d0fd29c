import type { FlowKind } from '../flow-kinds';

/** Default values of flows. Members of a group apply only if the flow sets that group. */
export type Defaults = Readonly<Record<string, unknown>>;

/** Default values for each kind of flow that existed when the set was made. */
export type DefaultSet = Readonly<Partial<Record<FlowKind, Defaults>>>;
