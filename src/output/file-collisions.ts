import { duplicates, type Issue } from '../diagnostics';
import type { OutputUnit } from './output-unit';

/** Files of different units that are one: an application may be called like a file of the environment's. */
export function fileCollisions(units: readonly OutputUnit[]): Issue[] {
  const files = units.flatMap((unit) => unit.files);
  return duplicates(files, ({ path }) => path.toLowerCase()).map(([first]): Issue => {
    const message = `${first.path} would be written twice, for different owners`;
    return { code: 'file-collision', severity: 'error', message, path: first.path };
  });
}
