import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type MountSpec, mountsOf } from '../../model/mounts';
import type { Context } from './context';
import { folderOf, knownFiles } from './files';
import { numberOf } from './quantity';
import type { ContainerSpec } from './resources';
import { namedVolume } from './volumes';

/** A key of a secret that a container sees as a file. */
export interface SecretFile {
  /** The key below `secrets` in compose.yaml. */
  readonly source: string;
  /** The file with its content, relative to compose.yaml. */
  readonly file: string;
  readonly target: string;
}

/** The volumes, folders in memory and secret files of a container. */
export function mountFields(context: Context, spec: WorkloadSpec, container: ContainerSpec): object {
  const mounts = mountsOf(spec, container);
  return withoutUndefined({
    volumes: unlessEmpty(mounts.flatMap((mount) => volumeMounts(context, spec, mount))),
    tmpfs: unlessEmpty(mounts.flatMap((mount) => memoryMounts(context, spec, mount))),
    secrets: unlessEmpty(secretFiles(spec, mounts).map(({ source, target }) => ({ source, target }))),
  });
}

/** @see https://docs.docker.com/reference/compose-file/services/#volumes */
function volumeMounts(context: Context, spec: WorkloadSpec, mount: MountSpec): object[] {
  const { volume, path: target, readOnly, subPath } = mount;
  const named = namedVolume(context, spec, volume);
  if (named) {
    const within = subPath === undefined ? undefined : { subpath: subPath };
    return [withoutUndefined({ type: 'volume', source: named.key, target, read_only: readOnly, volume: within })];
  }
  const said = spec.volumes?.[volume] ?? {};
  const known = knownFiles(context, spec, said);
  // No file is written for a config without keys, so Docker must create the folder.
  if (known) return [boundFolder(folderOf(spec, volume), mount, known.size === 0)];
  const { config, secret, items, optional = false } = said;
  const folder = config !== undefined ? `configs/${config}` : `secrets/${secret}`;
  if (config === undefined && secret === undefined) return [];
  if (items === undefined) return [boundFolder(folder, mount, optional)];
  if (secret !== undefined) return [];
  return chosenFiles(items, mount).map(({ key, path }) => bound(`./${folder}/${key}`, path, false));
}

/** A mount of a folder beside compose.yaml, or of the file or folder at `subPath` in it. */
function boundFolder(folder: string, { path, subPath }: MountSpec, optional: boolean): object {
  return bound(`./${folder}${subPath === undefined ? '' : `/${subPath}`}`, path, optional);
}

function bound(source: string, target: string, optional: boolean): object {
  return { type: 'bind', source, target, read_only: true, bind: { create_host_path: optional } };
}

/** Folders in memory that exist as long as their container. Without `exec`, Docker runs no programs from them. */
function memoryMounts(context: Context, spec: WorkloadSpec, { volume, path, readOnly }: MountSpec): string[] {
  const { empty, sizeLimit } = spec.volumes?.[volume] ?? {};
  if (!empty || namedVolume(context, spec, volume)) return [];
  const size = sizeLimit === undefined ? [] : [`size=${BigInt(Math.ceil(numberOf(sizeLimit)))}`];
  return [`${path}:${['exec', 'mode=1777', ...(readOnly ? ['ro'] : []), ...size].join(',')}`];
}

/** The keys of secrets that mounts name one by one. @see https://docs.docker.com/reference/compose-file/secrets/ */
export function secretFiles(spec: WorkloadSpec, mounts: readonly MountSpec[]): SecretFile[] {
  return mounts.flatMap((mount) => {
    const { secret, items } = spec.volumes?.[mount.volume] ?? {};
    if (secret === undefined || items === undefined) return [];
    return chosenFiles(items, mount).map(({ key, path }) => ({
      // The name of a secret contains no underscore, so no two keys get the same source.
      source: `${secret}_${key}`,
      file: `./secrets/${secret}/${key}`,
      target: path,
    }));
  });
}

/** Decides which key a mount shows at which path. */
function chosenFiles(
  items: Readonly<Record<string, string>>,
  { path, subPath }: MountSpec,
): { key: string; path: string }[] {
  return Object.entries(items).flatMap(([key, file]) => {
    if (subPath === undefined) return [{ key, path: `${path}/${file}` }];
    if (file === subPath) return [{ key, path }];
    return file.startsWith(`${subPath}/`) ? [{ key, path: `${path}${file.slice(subPath.length)}` }] : [];
  });
}
