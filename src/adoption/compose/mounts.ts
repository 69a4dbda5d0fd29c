import { isMap } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import type { Project } from './project';
import { isTrue } from './security';
import { listOf } from './text';

/** A mount of a container in one form, however the Compose file writes it. */
export interface ComposeMount {
  readonly type: 'volume' | 'bind' | 'tmpfs';
  /** The name of a volume or a path of the host; undefined for an empty folder. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly subPath?: string;
  /** The size of a folder in memory, in bytes. */
  readonly size?: string;
  readonly path: ValuePath;
}

/** The mounts of a service: `volumes` and `tmpfs`. */
export function readMounts(name: string, service: Fields, { notes, volumes }: Project): ComposeMount[] {
  const path = ['services', name, 'volumes'];
  const said = listOf(service.volumes).flatMap((item, index): ComposeMount[] => {
    const at = [...path, index];
    const mount = isMap(item) ? longMount(item, at) : shortMount(String(item), at);
    const fault = mountFault(mount);
    if (
      fault === undefined &&
      mount?.type === 'volume' &&
      mount.source !== undefined &&
      !Object.hasOwn(volumes, mount.source)
    ) {
      notes.invalid(
        at,
        `\`${name}\` mounts the volume \`${mount.source}\`, which is not below \`volumes\``,
        'add it there',
      );
      return [];
    }
    if (fault === undefined && mount) return [mount];
    notes.invalid(
      at,
      `a volume of \`${name}\` ${fault ?? 'has another form'}`,
      'write `name:/path` or `./folder:/path:ro`',
    );
    return [];
  });
  const memory = listOf(service.tmpfs).map((item): ComposeMount => {
    const [target = '', options = ''] = String(item).split(':');
    const [, size] = /(?:^|,)size=(\d{1,15}[kmg]?)/i.exec(options) ?? [];
    const at = ['services', name, 'tmpfs'];
    return {
      type: 'tmpfs',
      target,
      readOnly: options.split(',').includes('ro'),
      path: at,
      ...(size !== undefined && { size }),
    };
  });
  return [...said, ...memory];
}

function mountFault(mount: ComposeMount | undefined): string | undefined {
  if (!mount) return 'has another form';
  if (!mount.target.startsWith('/'))
    return `has the target \`${mount.target.slice(0, 100)}\`, which does not begin with \`/\``;
  return mount.type === 'bind' && mount.source === undefined ? 'has no source' : undefined;
}

function longMount(
  { type, source, target, read_only: readOnly, volume, tmpfs }: Fields,
  path: ValuePath,
): ComposeMount | undefined {
  if (type !== 'volume' && type !== 'bind' && type !== 'tmpfs') return undefined;
  const { subpath } = fieldsOf(volume);
  const { size } = fieldsOf(tmpfs);
  return {
    ...{ type, path, target: String(target ?? ''), readOnly: isTrue(readOnly) },
    ...(source !== undefined && source !== null && { source: String(source) }),
    ...(typeof subpath === 'string' && { subPath: subpath }),
    ...(size !== undefined && { size: String(size) }),
  };
}

/**
 * Reads the short form of a mount: `/path`, `source:/path` or `source:/path:ro`. A source that begins with `.`, `/` or
 * `~` is a path.
 */
function shortMount(text: string, path: ValuePath): ComposeMount | undefined {
  const [first = '', second, options = '', ...rest] = text.split(':');
  if (rest.length > 0 || text === '') return undefined;
  if (second === undefined) return { type: 'volume', target: first, readOnly: false, path };
  return {
    ...{ type: /^[./~]/.test(first) ? 'bind' : 'volume', source: first, target: second, path },
    readOnly: options.split(',').includes('ro'),
  };
}
