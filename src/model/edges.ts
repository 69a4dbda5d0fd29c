import type { FlowSpec } from './flow-spec';
import { type ReferenceAttribute, referencesIn } from './reference';

/** A reference from one flow to another. */
export interface Edge {
  /** The id of the flow that the reference points to. */
  readonly flow: string;
  readonly attribute: ReferenceAttribute;
}

/** Returns the references of a spec to other flows, without repetitions and sorted. */
export function edgesOf(spec: FlowSpec): Edge[] {
  const found = new Map(
    referencesIn(spec).map(({ flow, attribute }) => [`${flow}.${attribute}`, { flow, attribute }] as const),
  );
  return [...found.keys()].sort().map((key) => found.get(key) as Edge);
}
