import type { Fields } from '../../../src/equivalence';
import { change } from '../../../src/equivalence/fields';
import { kubectl, listOf, objectsOf } from './kubectl';
import { withoutMade } from './without-made';

/** Objects as they are written, without the namespace that they are meant for. */
export function unplaced(objects: readonly object[]): Fields[] {
  return objects.map((object) => change(object as Fields, 'metadata', ({ namespace: _, ...rest }) => rest));
}

/** Objects as the server would keep them in a namespace, without what it makes up. */
export function storedIn(namespace: string, objects: readonly object[]): Fields[] {
  const written = unplaced(objects);
  const how = ['--dry-run=server', '--validate=ignore', '--output=yaml'];
  const answer = kubectl(['create', ...how, '--namespace', namespace, '-f', '-'], listOf(written));
  return objectsOf(answer).map((object, index) => withoutMade(object as Fields, written[index] ?? {}));
}
