import { duplicates, errorIssue, type Issue } from '../diagnostics';
import type { OutputUnit } from './output-unit';

/** Files of two units with the same path: an application may have the name of a file of the environment. */
export function fileCollisions(units: readonly OutputUnit[]): Issue[] {
  const files = units.flatMap((unit) => unit.files);
  return duplicates(files, ({ path }) => path.toLowerCase()).map(([first]): Issue => {
    const message = `${first.path} would be written twice, for different owners`;
    return errorIssue('file-collision', message, { path: first.path });
  });
}
