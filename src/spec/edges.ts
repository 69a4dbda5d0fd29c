import type { FlowSpec } from './flow-spec';
import { type ReferenceAttribute, referencesIn } from './reference';

/** That one flow needs to know another: for start order, network policy, and the picture of an application. */
export interface Edge {
  /** The flow that is referred to. */
  readonly flow: string;
  readonly attribute: ReferenceAttribute;
}

/** The flows that a spec refers to, each attribute once, in a fixed order. */
export function edgesOf(spec: FlowSpec): Edge[] {
  const found = new Map(
    referencesIn(spec).map(({ flow, attribute }) => [`${flow}.${attribute}`, { flow, attribute }] as const),
  );
  return [...found.keys()].sort().map((key) => found.get(key) as Edge);
}
