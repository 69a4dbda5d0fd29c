import { kinds } from '../../src/spec/kinds';
import { examplesOf } from '../helpers/arbitrary/examples';
import { replaced, type SchemaPath, says, schemaPaths } from '../helpers/arbitrary/paths';
import { type Form, forms, type Sample } from '../helpers/arbitrary/samples';
import { samplesSaying } from '../helpers/arbitrary/samples-saying';
import { shape } from '../helpers/arbitrary/shape';
import { writtenOf } from '../helpers/arbitrary/write-flow';

interface Exception {
  readonly of: (form: Form) => boolean;
  readonly path: RegExp;
  readonly because: string;
}

/** What is rightly not written, and why. */
const notWritten: readonly Exception[] = [
  {
    of: ({ kind }) => kind !== 'service' && kind !== 'store',
    path: /(^|\.)(servicePort|servicePortName|nodePort|appProtocol)$/,
    because: 'it has no Service, and a rule says so',
  },
  {
    of: () => true,
    path: /probes\.readiness\.terminationGracePeriodSeconds$/,
    because: 'a readiness probe stops nothing, and a rule says so',
  },
  {
    of: ({ fixed }) => !('workload' in fixed),
    path: /^(rollout\.partition|podManagement)$/,
    because: 'a Deployment has none, and a rule says so',
  },
  {
    of: ({ fixed }) => 'workload' in fixed,
    path: /^rollout\.(maxSurge|progressDeadlineSeconds)$/,
    because: 'a StatefulSet has none, and a rule says so',
  },
];

/** What a form of flow has that is written. */
function writtenPlaces(form: Form): SchemaPath[] {
  const exceptions = notWritten.filter(({ of }) => of(form));
  return schemaPaths(kinds[form.kind]).filter(({ path }) => !exceptions.some((one) => one.path.test(path.join('.'))));
}

it.each(forms)('$kind $fixed: whatever is said of a flow is written', (form) => {
  const dropped = writtenPlaces(form).filter((place) => !isWritten(form, place));
  expect(dropped.map(({ path }) => path.join('.'))).toEqual([]);
});

/** Whether some flow that says a property is written otherwise than without it. */
function isWritten(form: Form, place: SchemaPath): boolean {
  for (const sample of samplesSaying(form, place)) {
    if (says(sample.values, place.path) && isSeen(sample, place)) return true;
  }
  return false;
}

/** Whether it makes a difference to leave the property out or, where it is needed, to say something else. */
function isSeen(sample: Sample, { path, property }: SchemaPath): boolean {
  const written = writtenOf(sample);
  // Of two examples, one at least is not what is said.
  const others = property.required ? examplesOf(property.schema, path.join('.')).slice(0, 2) : [undefined];
  return others.some((other) => {
    const values = shape(sample.kind, replaced(sample.values, path, other) as Sample['values'], sample.turn);
    const found = writtenOf({ ...sample, values });
    return written !== undefined && found !== undefined && found !== written;
  });
}
