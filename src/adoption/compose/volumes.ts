import type { ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { isContentKey } from '../../kubernetes/content';
import { filled } from '../values';
import { readGrants } from './grants';
import { type ComposeMount, readMounts } from './mounts';
import { objectName } from './names';
import type { FoundPath, Project } from './project';
import { memoryOf } from './text';

/** What Kubernetes needs for the mounts of a service. */
export interface PodVolumes {
  readonly volumes: readonly Fields[];
  /** The mounts of each container, by the name of its service. */
  readonly mounts: ReadonlyMap<string, readonly Fields[]>;
  /** The disks that each pod gets for itself. */
  readonly templates: readonly Fields[];
  /** The names of volumes of the file that the service uses. */
  readonly claims: readonly string[];
  readonly configMaps: readonly Fields[];
}

/** The size of a disk is the one thing that every claim needs and no Compose file says. */
export const assumedSize = '1Gi';
/** A ConfigMap holds at most 1 MiB. */
const largestConfig = 1_000_000;

/**
 * Reads the mounts of the services that become one pod. Each source is one volume of the pod, however often it is mounted.
 *
 * @param owner the service with the main container
 */
export function readVolumes(owner: string, names: readonly string[], project: Project): PodVolumes {
  const volumes = new Map<string, Fields>();
  const sources = new Map<string, string>();
  const all = new Map<string, readonly Fields[]>();
  const configMaps: Fields[] = [];
  const templates: Fields[] = [];
  const claims: string[] = [];
  const add = (source: string, wanted: string, volume: (name: string) => Fields): string => {
    const known = sources.get(source);
    if (known !== undefined) return known;
    const plain = objectName(wanted).slice(0, 55) || 'volume';
    const free = volumes.has(plain) ? `${plain}-${volumes.size}` : plain;
    sources.set(source, free);
    volumes.set(free, volume(free));
    return free;
  };
  for (const name of names) {
    const service = fieldsOf(project.services[name]);
    const mounts: Fields[] = [];
    for (const mount of readMounts(name, service, project)) {
      const place = { mountPath: mount.target, ...(mount.readOnly && { readOnly: true }) };
      const word = mount.target.split('/').filter(Boolean).at(-1) ?? 'root';
      if (mount.type === 'tmpfs' || mount.source === undefined) {
        const emptyDir =
          mount.type === 'tmpfs' ? filled({ medium: 'Memory', sizeLimit: mount.size && memoryOf(mount.size) }) : {};
        mounts.push({ name: add(`empty ${mount.target}`, word, () => ({ emptyDir })), ...place });
      } else if (mount.type === 'volume') {
        const own = ownDisk(owner, mount.source, project);
        const claim = claimName(mount.source, project);
        const volume = add(`claim ${claim}`, own ?? mount.source, () =>
          own === undefined ? { persistentVolumeClaim: { claimName: claim } } : { template: true },
        );
        if (own === undefined) claims.push(mount.source);
        mounts.push({ name: volume, ...place, ...(mount.subPath !== undefined && { subPath: mount.subPath }) });
      } else {
        const content = contentOf(service, mount, project);
        if (!content) continue;
        const { data, mode, key } = content;
        const base =
          mount.source
            .split('/')
            .filter((step) => step !== '' && step !== '.')
            .at(-1) ?? word;
        const configMap = `${objectName(owner)}-${objectName(base) || 'files'}`.slice(0, 63);
        const isNew = !sources.has(`bind ${mount.source}`);
        const volume = add(`bind ${mount.source}`, base, () => ({
          configMap: filled({ name: configMap, defaultMode: mode }),
        }));
        if (isNew) configMaps.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap }, data });
        mounts.push({
          name: volume,
          mountPath: mount.target,
          readOnly: true,
          ...(key !== undefined && { subPath: key }),
        });
      }
    }
    for (const grant of readGrants(name, service, project)) {
      const volume = add(grant.source, grant.volume, () => grant.content);
      if (
        grant.configMap &&
        !configMaps.some(({ metadata }) => fieldsOf(metadata).name === fieldsOf(grant.configMap?.metadata).name)
      )
        configMaps.push(grant.configMap);
      mounts.push({ name: volume, mountPath: grant.target, readOnly: true, subPath: grant.key });
    }
    all.set(name, mounts);
  }
  for (const [volume, content] of volumes) {
    if (content.template === true) templates.push(disk(volume));
  }
  return {
    volumes: [...volumes]
      .filter(([, { template }]) => template !== true)
      .map(([volume, content]) => ({ name: volume, ...content })),
    ...{ mounts: all, templates, claims: [...new Set(claims)], configMaps },
  };
}

function disk(name: string): Fields {
  return {
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: assumedSize } } },
  };
}

/** The name of the claim for a volume of the file. */
export function claimName(volume: string, { volumes }: Project): string {
  const { external, name } = fieldsOf(volumes[volume]);
  const externalName = fieldsOf(external).name;
  return objectName(String(externalName ?? (external === true ? (name ?? volume) : volume)));
}

/** What a volume is called in the service that alone owns it: `web_data` is `data` of `web`. */
function ownDisk(service: string, volume: string, { volumes }: Project): string | undefined {
  const rest = volume.startsWith(`${service}_`) ? volume.slice(service.length + 1) : '';
  return /^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/.test(rest) && fieldsOf(volumes[volume]).external === undefined
    ? rest
    : undefined;
}

interface Content {
  readonly data: Readonly<Record<string, string>>;
  readonly mode: number | undefined;
  /** The file that is mounted alone; undefined for a folder. */
  readonly key: string | undefined;
}

/** The files at a path of the host; undefined if they are not taken over, which is noted. */
function contentOf(
  service: Fields,
  { source = '', target, path }: ComposeMount,
  project: Project,
): Content | undefined {
  const { notes, find } = project;
  const leave = (why: string) => void notes.leave(path, `the mount of \`${source}\` at \`${target}\``, why);
  if (/^[/~]/.test(source)) return leave('a path of the host exists on no node; use a claim, or a ConfigMap');
  const found = find(source);
  if (found === undefined) return leave('nothing exists at the path');
  if (isBuilt(service, source)) return leave('the folder is what the image is built from, so the image contains it');
  const files = filesOf(source, found, find);
  if (files === undefined)
    return leave('it is no file and no folder of text files; put it into the image, or use a claim');
  const size = files.reduce((sum, [key, { text }]) => sum + key.length + text.length, 0);
  if (size > largestConfig)
    return leave('it has more than the 1 MB of a ConfigMap; put it into the image, or use a claim');
  return {
    data: Object.fromEntries(files.map(([key, { text }]) => [key, text])),
    mode: files.some(([, { isExecutable }]) => isExecutable) ? 0o755 : undefined,
    key: found.kind === 'file' ? files[0]?.[0] : undefined,
  };
}

type TextFiles = readonly (readonly [string, { readonly text: string; readonly isExecutable: boolean }])[];

function filesOf(source: string, found: NonNullable<FoundPath>, find: Project['find']): TextFiles | undefined {
  if (found.kind === 'file') {
    const key = source.split('/').at(-1) ?? '';
    return found.text === undefined || !isContentKey(key)
      ? undefined
      : [[key, { text: found.text, isExecutable: found.isExecutable }]];
  }
  const files: [string, { text: string; isExecutable: boolean }][] = [];
  for (const key of found.names) {
    const file = find(`${source.replace(/\/$/, '')}/${key}`);
    if (file?.kind !== 'file' || file.text === undefined || !isContentKey(key)) return undefined;
    files.push([key, { text: file.text, isExecutable: file.isExecutable }]);
  }
  return files.length === 0 ? undefined : files;
}

/** Whether a path is the folder that the image is built from, or is in it, or around it. */
function isBuilt({ build }: Fields, source: string): boolean {
  const context =
    typeof build === 'string' ? build : build === undefined ? undefined : (fieldsOf(build).context ?? '.');
  if (typeof context !== 'string') return false;
  const [a, b] = [context, source].map((path) =>
    `/${path
      .split('/')
      .filter((step) => step !== '' && step !== '.')
      .join('/')}/`.replace('//', '/'),
  );
  return (a as string).startsWith(b as string) || (b as string).startsWith(a as string);
}

/** The claims for the volumes that services use, and what a claim needs and the file does not say. */
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
