import type { LiveDiff } from '../../actions/diff/live';
import { summaryOf } from './summary';

/** What scripts get: how much changes, and which fields; not the objects that they were found in. */
export function asJson<T extends LiveDiff>(diff: T): object {
  const { objects, ...about } = diff;
  const fields = objects.map(({ before: _, after: __, ...object }) => object);
  return { ...about, summary: summaryOf(diff), objects: fields };
}
