import fc from 'fast-check';
import { type FlowKind, flowKinds, kinds } from '../../../src/spec/kinds';
import { fromProperties, type Values } from './from-properties';
import { schemaPaths } from './paths';
import { shape } from './shape';
import { type Said, split } from './split';

/** One flow with much or little said of it. */
export interface Sample {
  readonly kind: FlowKind;
  readonly values: Values;
  /** Decides who says what both may say, and which of several ways is taken. */
  readonly turn: number;
}

/** The kinds of flow, a store in both of its forms. */
export const forms = [...flowKinds.map((kind) => ({ kind, fixed: {} })), stateful()] as const;

function stateful(): { kind: FlowKind; fixed: Values } {
  return { kind: 'store', fixed: { workload: 'statefulSet' } };
}

export type Form = (typeof forms)[number];

/** Values of a form of flow, as rules want them. */
export function sampleFrom({ kind, fixed }: Form, values: Values, turn: number): Sample {
  return { kind, values: shape(kind, { ...values, ...fixed }, turn), turn };
}

/** A flow of any form, with much said in one corner of the schema and little elsewhere. */
export const anySample: fc.Arbitrary<Sample> = fc
  .constantFrom(
    ...forms.flatMap((form) => schemaPaths(kinds[form.kind]).map(({ path: [corner = ''] }) => ({ form, corner }))),
  )
  .chain(({ form, corner }) => {
    const values = fromProperties(kinds[form.kind], (path) => densityAt(path, corner));
    return fc.tuple(values, fc.nat(999)).map(([drawn, turn]) => sampleFrom(form, drawn, turn));
  });

function densityAt(path: string, corner: string): number {
  if (path === corner) return 100;
  return path.startsWith(`${corner}.`) ? 60 : 15;
}

/** Who says what of a sample. */
export function saidOf({ kind, values, turn }: Sample): Said {
  return split(kinds[kind], values, (path) => (path.length + turn) % 2 === 0);
}
