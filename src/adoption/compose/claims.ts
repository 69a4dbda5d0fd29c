import type { ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { filled } from '../values';
import { objectName } from './names';
import type { Project } from './project';

/** The size of a disk. Every claim needs a size, and no Compose file contains one. */
const assumedSize = '1Gi';

/** The name of the claim for a volume of the Compose file. */
export function claimName(volume: string, { volumes }: Pick<Project, 'volumes'>): string {
  const { external, name } = fieldsOf(volumes[volume]);
  const externalName = fieldsOf(external).name;
  return objectName(String(externalName ?? (external === true ? (name ?? volume) : volume)));
}

/** The claims for volumes of the Compose file, each with the path of its volume. Volumes that exist already need none. */
export function claimsFor(names: readonly string[], project: Project): { object: Fields; path: ValuePath }[] {
  return [...new Set(names)].flatMap((volume) => {
    const { external, labels, driver, driver_opts: options } = fieldsOf(project.volumes[volume]);
    const path = ['volumes', volume];
    if (external !== undefined && external !== false) return [];
    if (driver !== undefined && driver !== 'local')
      project.notes.leave([...path, 'driver'], `driver of ${volume}`, 'set `storageClass` of the volume');
    if (options !== undefined)
      project.notes.leave([...path, 'driver_opts'], `driver_opts of ${volume}`, 'set `storageClass` of the volume');
    const { metadata: _, ...claim } = disk(volume);
    const metadata = filled({ name: claimName(volume, project), labels: labelsOf(labels) });
    return [{ object: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, ...claim }, path }];
  });
}

function labelsOf(labels: unknown): Fields {
  return Object.fromEntries(Object.entries(fieldsOf(labels)).map(([key, value]) => [key, String(value ?? '')]));
}

/** A claim without a kind, as a StatefulSet contains it for each of its pods. */
export function disk(name: string): Fields {
  return {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: assumedSize } } },
  };
}

/** Notes that the size and the access mode of a disk were assumed. */
export function noteDisk(volume: string, path: ValuePath, project: Project): void {
  const shown = path[0] === 'volumes' ? claimName(volume, project) : volume;
  const message = `Compose says no size for the volume \`${shown}\`; ${assumedSize} was assumed, for one node at a time`;
  project.notes.warn(
    'compose-assumed',
    path,
    message,
    'set `size`, and `accessMode` if pods on several nodes share it',
  );
}
