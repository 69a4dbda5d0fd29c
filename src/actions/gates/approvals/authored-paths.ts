import type { Environment } from '../../../environments/environment';
import { followLinks } from '../../../files/follow-links';
import { filesOf } from '../environment-at';

/**
 * The files and folders of a workspace whose authors are the authors of a change of one environment. The output of the
 * environment is among them, so whoever commits a change of the output counts, also if the cause is another file.
 */
export function authoredPaths(root: string, environment: Environment): string[] {
  const code = ['apps', 'towpath.yaml', 'package.json', 'package-lock.json', 'tsconfig.json'];
  return [...followLinks(root, filesOf(environment)).values(), ...code, `dist/${environment.name}`];
}
