import { type Fields, fieldsOf } from '../../equivalence/fields';
import { filled } from '../values';
import { claimName, disk } from './claims';
import { readGrants } from './grants';
import { hostFiles } from './host-files';
import { type ComposeMount, readMounts } from './mounts';
import { objectName } from './names';
import type { Project } from './project';
import { memoryOf } from './text';
import { VolumeCollector } from './volume-collector';

/** The volumes of a pod, and the objects that they need. */
export interface PodVolumes {
  readonly volumes: readonly Fields[];
  /** The mounts of each container, by the name of its service. */
  readonly mounts: ReadonlyMap<string, readonly Fields[]>;
  /** The templates of the disks that each pod gets for itself. */
  readonly templates: readonly Fields[];
  /** The names of the volumes of the Compose file that the pod uses. */
  readonly claims: readonly string[];
  readonly configMaps: readonly Fields[];
}

/**
 * Reads the mounts of the services that become one pod.
 * @param owner the service with the main container
 */
export function readVolumes(owner: string, names: readonly string[], project: Project): PodVolumes {
  const pod: PodMounts = { owner, project, volumes: new VolumeCollector(), claims: new Set(), configMaps: [] };
  const mounts = new Map(names.map((name) => [name, mountsOf(name, pod)]));
  return {
    volumes: pod.volumes.volumes(),
    mounts,
    templates: pod.volumes.disks().map(disk),
    claims: [...pod.claims],
    configMaps: pod.configMaps,
  };
}

/** The pod whose mounts are read, with the volumes and objects that were found so far. */
interface PodMounts {
  readonly owner: string;
  readonly project: Project;
  readonly volumes: VolumeCollector;
  readonly claims: Set<string>;
  readonly configMaps: Fields[];
}

/** The mounts of the container of a service. */
function mountsOf(name: string, pod: PodMounts): Fields[] {
  const { project } = pod;
  const service = fieldsOf(project.services[name]);
  const mounts = readMounts(name, service, project).flatMap((mount): Fields[] => {
    const { type, source } = mount;
    if (type === 'tmpfs' || source === undefined) return [emptyMount(mount, pod)];
    return type === 'volume' ? [volumeMount(mount, source, pod)] : hostMount(mount, source, service, pod);
  });
  return [...mounts, ...grantMounts(name, service, pod)];
}

/** A mount of a folder that is empty when the pod starts: on the disk of the node, or in memory. */
function emptyMount(mount: ComposeMount, { volumes }: PodMounts): Fields {
  const { type, target, size } = mount;
  const emptyDir = type === 'tmpfs' ? filled({ medium: 'Memory', sizeLimit: size && memoryOf(size) }) : {};
  return { name: volumes.add(`empty ${target}`, lastStep(target), { emptyDir }), ...placeOf(mount) };
}

/** A mount of a volume of the Compose file, which is a claim or a disk that each pod gets for itself. */
function volumeMount(mount: ComposeMount, source: string, { owner, project, volumes, claims }: PodMounts): Fields {
  const own = ownDisk(owner, source, project);
  const claim = claimName(source, project);
  const content = own === undefined ? { persistentVolumeClaim: { claimName: claim } } : undefined;
  if (own === undefined) claims.add(source);
  return {
    name: volumes.add(`claim ${claim}`, own ?? source, content),
    ...placeOf(mount),
    ...(mount.subPath !== undefined && { subPath: mount.subPath }),
  };
}

/** A mount of files of the host, which become a ConfigMap. There is none if the files are not taken over. */
function hostMount(
  mount: ComposeMount,
  source: string,
  service: Fields,
  { owner, project, volumes, configMaps }: PodMounts,
): Fields[] {
  const files = hostFiles(service, mount, project);
  if (!files) return [];
  const { data, mode, key } = files;
  const base =
    source
      .split('/')
      .filter((step) => step !== '' && step !== '.')
      .at(-1) ?? lastStep(mount.target);
  const wanted = `${objectName(owner)}-${objectName(base) || 'files'}`;
  const configMap = project.configMapNames.nameFor(`${owner} ${source}`, wanted);
  if (!volumes.has(`bind ${source}`))
    configMaps.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap }, data });
  const name = volumes.add(`bind ${source}`, base, { configMap: filled({ name: configMap, defaultMode: mode }) });
  return [{ name, mountPath: mount.target, readOnly: true, ...(key !== undefined && { subPath: key }) }];
}

/** The mounts of the configs and secrets of a service. */
function grantMounts(name: string, service: Fields, { project, volumes, configMaps }: PodMounts): Fields[] {
  const nameOf = ({ metadata }: Fields) => fieldsOf(metadata).name;
  const known = new Set(configMaps.map(nameOf));
  return readGrants(name, service, project).map(({ source, volume, content, target, key, configMap }) => {
    if (configMap && !known.has(nameOf(configMap))) {
      known.add(nameOf(configMap));
      configMaps.push(configMap);
    }
    return { name: volumes.add(source, volume, content), mountPath: target, readOnly: true, subPath: key };
  });
}

function placeOf({ target, readOnly }: ComposeMount): Fields {
  return { mountPath: target, ...(readOnly && { readOnly: true }) };
}

function lastStep(target: string): string {
  return target.split('/').filter(Boolean).at(-1) ?? 'root';
}

/** The name of a disk in the service that alone owns it: the volume `web_data` is the disk `data` of `web`. */
function ownDisk(service: string, volume: string, { volumes }: Project): string | undefined {
  const rest = volume.startsWith(`${service}_`) ? volume.slice(service.length + 1) : '';
  return /^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/.test(rest) && fieldsOf(volumes[volume]).external === undefined
    ? rest
    : undefined;
}
