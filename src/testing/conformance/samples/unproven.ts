import { examplesOf } from './examples';
import { replaced, type SchemaPath, says } from './paths';
import type { Form, Sample } from './sample';
import { samplesSaying } from './samples-saying';
import { shape } from './shape';

/** A property of a form of flow, by the name of its path. */
export type Place = readonly [name: string, place: SchemaPath];

/** Returns the output for a sample as text; undefined if the sample is refused. */
export type Write = (sample: Sample) => string | undefined;

/** The unproven properties of containers, probes and volumes. Each one is tried in one form, and all forms are used. */
export function unprovenBelow(places: ReadonlyMap<Form, readonly Place[]>, write: Write): string[] {
  const choices = new Map<string, [Form, Place][]>();
  for (const [form, all] of places) {
    for (const place of all.filter(([name]) => isDeep(name))) {
      choices.set(place[0], [...(choices.get(place[0]) ?? []), [form, place]]);
    }
  }
  const chosen = [...choices.values()].map((some, index) => some[index % some.length] as [Form, Place]);
  return [...places.keys()].flatMap((form) =>
    unproven(
      form,
      chosen.filter(([its]) => its === form).map(([, place]) => place),
      write,
    ),
  );
}

/** Whether a property belongs to a container, a probe, a volume or the like. */
export function isDeep(name: string): boolean {
  return name.split('.').length > 2;
}

/** The properties for which no sample has shown that they change the output. */
export function unproven(form: Form, all: readonly Place[], write: Write): string[] {
  const left = new Map(all);
  for (const [name, place] of all) {
    for (const sample of samplesSaying(form, place)) {
      if (!left.has(name)) break;
      if (!says(sample.values, place.path)) continue;
      const written = write(sample);
      if (written === undefined) continue;
      // The sample can also prove the other properties that it sets.
      const shown = [...left].filter(([, other]) => says(sample.values, other.path));
      for (const [other, where] of shown) {
        if (isSeen(sample, where, written, write)) left.delete(other);
      }
    }
  }
  return [...left.keys()];
}

/** Whether the output changes if the property is removed, or if a required property gets another value. */
function isSeen(sample: Sample, { path, property }: SchemaPath, written: string, write: Write): boolean {
  // At least one of two examples differs from the value of the sample.
  const others = property.required ? examplesOf(property.schema, path.join('.')).slice(0, 2) : [undefined];
  return others.some((other) => {
    const values = shape(sample.kind, replaced(sample.values, path, other) as Sample['values'], sample.turn);
    const found = write({ ...sample, values });
    return found !== undefined && found !== written;
  });
}
