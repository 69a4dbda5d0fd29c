import { groupBy } from '../../data/group-by';
import { fieldsOf } from '../../equivalence/fields';
import { claimName } from './claims';
import { configName } from './grants';
import type { Project } from './project';

/**
 * Reports volumes and configs of a Compose file that would have the same name in Kubernetes, because they would become
 * one object. Several that exist outside of the file may be the same.
 */
export function noteSameNames(project: Project): void {
  const names = { volumes: claimName, configs: configName };
  for (const [kind, nameOf] of Object.entries(names) as ['volumes' | 'configs', typeof claimName][]) {
    const own = Object.keys(project[kind]).filter((id) => !isExternal(project[kind][id]));
    const byName = groupBy(own, (id) => nameOf(id, project));
    for (const [name, [first, ...others]] of byName) {
      for (const other of others) {
        const message = `\`${other}\` and \`${first}\` would both be named \`${name}\``;
        const hint = 'names of Kubernetes have a-z, 0-9 and `-`; give one of the two another name';
        project.notes.invalid([kind, other], message, hint);
      }
    }
  }
}

function isExternal(said: unknown): boolean {
  const { external } = fieldsOf(said);
  return external !== undefined && external !== false;
}
