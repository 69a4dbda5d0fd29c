import { type FlowKind, flowKinds } from '../../../model/flow-kinds';
import { kinds } from '../../../model/kinds';
import { shape } from './shape';
import { type Said, split } from './split';
import type { Values } from './values';

/** One flow with values for some of its properties. */
export interface Sample {
  readonly kind: FlowKind;
  readonly values: Values;
  /**
   * A number that varies the sample: whether code or the environment sets a property that both may set, and which of
   * several alternative properties is kept.
   */
  readonly turn: number;
}

/** The kinds of flow. A store has two forms: with a Deployment and with a StatefulSet. */
export const forms = [...flowKinds.map((kind) => ({ kind, fixed: {} })), stateful()] as const;

function stateful(): { kind: FlowKind; fixed: Values } {
  return { kind: 'store', fixed: { workload: 'statefulSet' } };
}

export type Form = (typeof forms)[number];

/** Values of a form of flow, changed so that the rules of the model accept them. */
export function sampleFrom({ kind, fixed }: Form, values: Values, turn: number): Sample {
  return { kind, values: shape(kind, { ...values, ...fixed }, turn), turn };
}

/** Splits a sample into what the code sets and what the environment sets. */
export function saidOf({ kind, values, turn }: Sample): Said {
  return split(kinds[kind], values, (path) => (path.length + turn) % 2 === 0);
}
