import fc from 'fast-check';
import { kinds } from '../../src/spec/kinds';
import { fromSchema } from '../helpers/arbitrary/from-schema';
import { replaced, type SchemaPath, says, schemaPaths } from '../helpers/arbitrary/paths';
import { draws, type Form, forms, type Sample, sampleSaying } from '../helpers/arbitrary/samples';
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
    of: ({ kind }) => kind === 'service' || kind === 'worker',
    path: /^rollout\.partition$/,
    because: 'a Deployment has none, and a rule says so',
  },
  {
    of: ({ fixed }) => 'workload' in fixed,
    path: /^rollout\.(maxSurge|progressDeadlineSeconds)$/,
    because: 'a StatefulSet has none, and a rule says so',
  },
];

type Place = readonly [name: string, place: SchemaPath];

/** What a form of flow has that is written. */
function writtenPlaces(form: Form): Place[] {
  const exceptions = notWritten.filter(({ of }) => of(form));
  return schemaPaths(kinds[form.kind])
    .map((place) => [place.path.join('.'), place] as const)
    .filter(([name]) => !exceptions.some(({ path }) => path.test(name)));
}

const places = new Map(forms.map((form) => [form, writtenPlaces(form)]));
const isDeep = (name: string) => name.split('.').length > 2;

it.each(forms)('$kind $fixed: what is said of the flow itself is written', (form) => {
  const shallow = places.get(form)?.filter(([name]) => !isDeep(name));
  expect(unproven(form, shallow ?? [])).toEqual([]);
});

// What containers, probes and volumes say is written by the same code for every kind: each run tries it in some.
it('what is said of containers, probes, volumes and ports is written', () => {
  const deep = new Map<string, [Form, Place][]>();
  for (const [form, all] of places) {
    for (const place of all.filter(([name]) => isDeep(name))) {
      deep.set(place[0], [...(deep.get(place[0]) ?? []), [form, place]]);
    }
  }
  const chosen = [...deep.values()].map((choices) => fc.sample(fc.constantFrom(...choices), 1)[0] as [Form, Place]);
  const left = forms.flatMap((form) =>
    unproven(
      form,
      chosen.filter(([its]) => its === form).map(([, place]) => place),
    ),
  );
  expect(left).toEqual([]);
});

/** The properties without which no sample was written otherwise. */
function unproven(form: Form, all: readonly Place[]): string[] {
  const left = new Map(all);
  for (const [name, place] of all) {
    for (const sample of draws(sampleSaying(form, place.path), 80)) {
      if (!left.has(name)) break;
      if (!says(sample.values, place.path)) continue;
      const written = writtenOf(sample);
      if (written === undefined) continue;
      // What else the sample shows is taken along.
      const shown = [...left].filter(([, other]) => says(sample.values, other.path));
      for (const [other, { path, property }] of shown) {
        if (isSeen(sample, { path, property }, written)) left.delete(other);
      }
    }
  }
  return [...left.keys()];
}

/** Whether it makes a difference to leave the property out or, where it is needed, to say something else. */
function isSeen(sample: Sample, { path, property }: SchemaPath, written: string): boolean {
  const other = property.required ? fc.sample(fromSchema(property.schema, path.join('.')), 1)[0] : undefined;
  const values = shape(sample.kind, replaced(sample.values, path, other) as Sample['values'], sample.turn);
  const found = writtenOf({ ...sample, values });
  return found !== undefined && found !== written;
}
