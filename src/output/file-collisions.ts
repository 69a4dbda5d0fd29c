import { duplicates, errorIssue, type Issue } from '../diagnostics';
import type { OutputUnit } from './output-unit';

/** Files of two units with the same path, for example if an application has the name of a file of the environment. */
export function fileCollisions(units: readonly OutputUnit[]): Issue[] {
  const files = units.flatMap((unit) => unit.files);
  return duplicates(files, ({ path }) => path.toLowerCase()).map(([first]): Issue => {
    const message = `the file \`${first.path}\` would be written twice`;
    const hint = 'rename the application';
    return errorIssue('file-collision', message, { hint, path: first.path });
  });
}
