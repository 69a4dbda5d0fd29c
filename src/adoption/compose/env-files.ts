import { parseEnv } from 'node:util';
import { isMap } from '../../data/merge';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { objectName } from './names';
import type { Project } from './project';
import { listOf } from './text';

/** Reads the variables of a service's `env_file`. Each file that does not exist becomes a source of `envFrom`. */
export function readEnvFiles(
  name: string,
  service: Fields,
  { find, notes }: Project,
): { values: Fields; sources: readonly Fields[] } {
  const sources: Fields[] = [];
  const values: Record<string, unknown> = {};
  for (const [index, said] of listOf(service.env_file).entries()) {
    const at = ['services', name, 'env_file', ...(Array.isArray(service.env_file) ? [index] : [])];
    const { path, required = true } = isMap(said) ? said : { path: said };
    if (typeof path !== 'string') {
      notes.invalid(at, `\`env_file\` of \`${name}\` has to name a file`, 'write the path of the file');
      continue;
    }
    const found = find(path);
    if (found?.kind === 'file' && found.text !== undefined) Object.assign(values, parseEnv(found.text));
    else if (found === undefined) sources.push(sourceOf(path, required === false));
    else notes.invalid(at, `\`${path}\` is no text file`, 'an env file has a line `NAME=value` for each variable');
    if (found !== undefined) continue;
    const message = `the file \`${path}\` is not here; \`${name}\` gets its variables from ${shownSource(sources.at(-1) ?? {})}`;
    notes.warn(
      'compose-secret-needed',
      at,
      message,
      `create it: \`kubectl create secret generic ${nameOf(path)} --from-env-file=${path}\``,
    );
  }
  return { values, sources };
}

/**
 * The source that stands for a missing file: a ConfigMap for a file in a folder `configs`, and a Secret for any other
 * file, because values that are not in git are often secret.
 */
function sourceOf(path: string, optional: boolean): Fields {
  const kind = /(?:^|\/)configs\//.test(path) ? 'configMapRef' : 'secretRef';
  return { [kind]: { name: nameOf(path), ...(optional && { optional }) } };
}

function shownSource(source: Fields): string {
  const [kind, reference] = Object.entries(source)[0] ?? [];
  return `the ${kind === 'secretRef' ? 'Secret' : 'ConfigMap'} \`${String(fieldsOf(reference).name)}\``;
}

function nameOf(path: string): string {
  const file = path.split('/').at(-1) ?? '';
  return objectName(file.replace(/^\.?env\.?|\.env$/g, '')) || 'env';
}
