import { isMap, valueAt } from '../../data/merge';
import type { Environment } from '../../environments/environment';
import type { YamlEdit } from '../../environments/yaml/yaml-edit';
import type { Hold } from '../../holds/hold';
import { holdPath } from './write-holds';

/** The edits that remove holds from the files of an environment, and each map that would be empty afterwards. */
export function liftEdits({ sources }: Environment, holds: readonly Hold[]): YamlEdit[] {
  const lifted = new Set(holds.map((hold) => JSON.stringify(holdPath(hold))));
  const isLeft = (path: readonly string[]): boolean => {
    if (lifted.has(JSON.stringify(path))) return false;
    const keys = sources.flatMap(({ data }) => {
      const value = valueAt(data, path);
      return isMap(value) ? Object.keys(value) : [];
    });
    // A path that is as long as that of a hold is another hold, which stays.
    return path.length === holdLength || keys.some((key) => isLeft([...path, key]));
  };
  const edits = holds.map((hold) => {
    const path = holdPath(hold);
    const emptied = [3, 4].map((length) => path.slice(0, length)).find((outer) => !isLeft(outer));
    return emptied ?? path;
  });
  return [...new Map(edits.map((path) => [JSON.stringify(path), { path, value: null }])).values()];
}

/** `apps`, the application, `holds`, the image and the version. */
const holdLength = 5;
