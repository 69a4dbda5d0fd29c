import type { FlowKind } from '../kinds';

/** What a flow gets that says nothing. A group applies only where the flow has that group. */
export type DefaultSet = Readonly<Record<FlowKind, Readonly<Record<string, unknown>>>>;
