import { type Fields, fieldsOf } from '../../equivalence/fields';
import { isContentKey } from '../../kubernetes/content';
import type { ComposeMount } from './mounts';
import type { FoundPath, Project } from './project';

/** The largest content of a ConfigMap, in characters. Kubernetes accepts 1 MiB with everything around it. */
const largestConfig = 1_000_000;

/** The text files at a path of the host, as the content of a ConfigMap. */
export interface HostFiles {
  readonly data: Readonly<Record<string, string>>;
  readonly mode: number | undefined;
  /** The file that is mounted alone; undefined for a folder. */
  readonly key: string | undefined;
}

/** Reads the files that a service mounts from the host; undefined if they are not taken over, which is noted. */
export function hostFiles(
  service: Fields,
  { source = '', target, path }: ComposeMount,
  project: Project,
): HostFiles | undefined {
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

/** Whether a path is the folder that the image of a service is built from, or is in that folder, or contains it. */
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
