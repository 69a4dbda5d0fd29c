import fc from 'fast-check';
import { kinds } from '../../../src/model/kinds';
import { schemaPaths } from '../../../src/testing/conformance/samples/paths';
import { forms, type Sample, sampleFrom } from '../../../src/testing/conformance/samples/sample';
import { fromProperties } from './from-properties';

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
