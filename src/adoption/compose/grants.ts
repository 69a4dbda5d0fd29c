import { isMap } from '../../data/merge';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { objectName } from './names';
import type { Project } from './project';
import { listOf } from './text';

/** A config or a secret of the Compose file that a container reads as a file. */
export interface Grant {
  /** Identifies the volume of the pod. */
  readonly source: string;
  readonly volume: string;
  readonly content: Fields;
  readonly target: string;
  readonly key: string;
  readonly configMap?: Fields;
}

/** Reads the configs and secrets of a service. The content of a secret is never read. */
export function readGrants(name: string, service: Fields, project: Project): Grant[] {
  return [
    ...listOf(service.configs).flatMap((item, index) => grantOf('configs', name, item, index, project) ?? []),
    ...listOf(service.secrets).flatMap((item, index) => grantOf('secrets', name, item, index, project) ?? []),
  ];
}

function grantOf(
  kind: 'configs' | 'secrets',
  name: string,
  item: unknown,
  index: number,
  project: Project,
): Grant | undefined {
  const { notes } = project;
  const path = ['services', name, kind, index];
  const { source, target } = isMap(item) ? item : { source: item, target: undefined };
  const id = String(source);
  const defined = project[kind];
  if (!Object.hasOwn(defined, id)) {
    notes.invalid(path, `\`${name}\` uses \`${id}\`, which is not below \`${kind}\``, 'add it there');
    return undefined;
  }
  const said = fieldsOf(defined[id]);
  const folder = kind === 'secrets' ? '/run/secrets/' : '/';
  const wanted = target === undefined || target === null ? id : String(target);
  const place = wanted.startsWith('/') ? wanted : `${folder}${wanted}`;
  return kind === 'secrets' ? secretGrant(id, said, place, project) : configGrant(id, said, place, project, path);
}

/**
 * Reads a secret as the key of a Secret. A file `secrets/NAME/KEY` is a key of the Secret `NAME`; every other secret is
 * a Secret of its own.
 */
function secretGrant(id: string, said: Fields, target: string, { notes }: Project): Grant {
  const [, owner, part] =
    /^(?:\.\/)?secrets\/([a-z0-9.-]{1,253})\/([-._A-Za-z0-9]{1,253})$/.exec(String(said.file ?? '')) ?? [];
  const secret = owner ?? (objectName(String(said.name ?? id)) || 'secret');
  const key = part ?? id;
  const from = typeof said.file === 'string' ? `--from-file=${key}=${said.file}` : `--from-literal=${key}=…`;
  const message = `the secret \`${id}\` is not copied; pods read the key \`${key}\` of the Secret \`${secret}\``;
  notes.warn(
    'compose-secret-needed',
    ['secrets', id],
    message,
    `create it: \`kubectl create secret generic ${secret} ${from}\``,
  );
  const content = { secret: { secretName: secret, ...(part !== undefined && { items: [{ key, path: key }] }) } };
  return {
    source: `secret ${secret} ${key}`,
    volume: part === undefined ? secret : `${secret}-${key}`,
    content,
    target,
    key,
  };
}

/** The name of the ConfigMap for a config of the Compose file. */
export function configName(id: string, { configs }: Pick<Project, 'configs'>): string {
  return objectName(String(fieldsOf(configs[id]).name ?? id)) || 'config';
}

function configGrant(
  id: string,
  said: Fields,
  target: string,
  project: Project,
  path: readonly (string | number)[],
): Grant | undefined {
  const configMap = configName(id, project);
  const content = { configMap: { name: configMap } };
  const grant = { source: `config ${configMap}`, volume: configMap, content, target };
  if (said.external === true) return { ...grant, key: id };
  const found = typeof said.file === 'string' ? project.find(said.file) : undefined;
  const text = typeof said.content === 'string' ? said.content : found?.kind === 'file' ? found.text : undefined;
  if (text === undefined) {
    project.notes.leave(path, `the config \`${id}\``, 'name a text file, or write `content`');
    return undefined;
  }
  const key = typeof said.file === 'string' ? (said.file.split('/').at(-1) ?? id) : id;
  return {
    ...grant,
    key,
    configMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap }, data: { [key]: text } },
  };
}
