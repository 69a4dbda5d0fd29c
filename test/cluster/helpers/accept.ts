import { kubectl, listOf } from './kubectl';

/**
 * Asks the server whether it would take objects as they are, every field of them known to it.
 *
 * @returns what it warns of; a text without anything in it when it warns of nothing
 * @throws Error with what it refuses
 */
export function accept(objects: readonly object[], namespace?: string): string {
  const where = namespace === undefined ? [] : ['--namespace', namespace];
  const how = ['--server-side', '--dry-run=server', '--validate=strict'];
  return kubectl(['apply', ...how, ...where, '-f', '-'], listOf(objects)).stderr;
}
