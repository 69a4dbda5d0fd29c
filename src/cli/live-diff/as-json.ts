import type { LiveDiff } from '../../actions/diff/live';
import { summaryOf } from './summary';

/** The JSON of a diff: the counts and the changed fields, without the whole objects. */
export function asJson<T extends LiveDiff>(diff: T): object {
  const { objects, ...about } = diff;
  const fields = objects.map(({ before: _, after: __, ...object }) => object);
  return { ...about, summary: summaryOf(diff), objects: fields };
}
