import { parseEnv } from 'node:util';
import { isMap } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { isSecretName } from '../../model/secrets/names';
import { Incomplete } from './incomplete';
import type { Unset } from './interpolate';
import { tableOf } from './merge';
import { objectName } from './names';
import type { Project } from './project';
import { escaped, listOf } from './text';

/** The variables of a container, and how its other texts use them. */
export interface Variables {
  readonly fields: Fields;
  /** A text of the container as Kubernetes has it, with references in place of variables that are keys of Secrets. */
  text(value: string | Incomplete, path: ValuePath): string;
}

/** Reads `environment` and `env_file`. A variable without a value that looks like a credential is a key of a Secret. */
export function readVariables(name: string, service: Fields, project: Project): Variables {
  const { notes } = project;
  const files = readFiles(name, service, project);
  const own = new Map(Object.entries({ ...files.values, ...tableOf(service.environment) }));
  const path = ['services', name, 'environment'];
  const owner = objectName(name);
  const keys = new Map<string, { variable: string; from: Fields }>();
  const plain: [string, string | Incomplete][] = [];
  for (const [variable, value] of own) {
    if (!/^[^=\0]+$/.test(variable)) {
      notes.invalid(path, `\`${variable}\` of \`${name}\` is no name of a variable`, 'write `NAME: value`');
      continue;
    }
    const unset = value === null ? { name: variable, hint: '' } : value instanceof Incomplete ? value.whole : undefined;
    const from = unset && secretKey(unset, owner);
    if (from && unset) keys.set(unset.name, { variable, from });
    else if (value === null) missing([...path, variable], name, variable);
    else plain.push([variable, value instanceof Incomplete ? value : String(value)]);
  }
  function missing(at: ValuePath, where: string, variable: string): void {
    const hint = `give the value with \`--set ${variable}=…\`, or in \`.env\` beside the file; without it, Compose takes an empty text`;
    notes.warn('adopt-placeholder', at, `\`${where}\` uses \`\${${variable}}\`, which has no value`, hint);
  }
  const names = new Set([
    ...plain.map(([variable]) => variable),
    ...[...keys.values()].map(({ variable }) => variable),
  ]);
  const text = (value: string | Incomplete, at: ValuePath): string => {
    if (typeof value === 'string') return escaped(value, names);
    return value.parts
      .map((part) => {
        if (typeof part === 'string') return escaped(part, names);
        const from = secretKey(part, owner);
        if (!from) missing(at, name, part.name);
        if (!from) return '';
        // The command line needs the key as a variable.
        if (!keys.has(part.name)) keys.set(part.name, { variable: part.name, from });
        return `$(${keys.get(part.name)?.variable})`;
      })
      .join('');
  };
  const values = plain.map(([variable, value]) => ({ name: variable, value: text(value, [...path, variable]) }));
  return {
    // Keys come first, because a variable can only use those before it. A command line may still add keys.
    get fields() {
      const secrets = [...keys.values()].map(({ variable, from }) => ({
        name: variable,
        valueFrom: { secretKeyRef: from },
      }));
      const env = [...secrets, ...values];
      return { ...(env.length > 0 && { env }), ...(files.sources.length > 0 && { envFrom: files.sources }) };
    },
    text,
  };
}

/** The hint that towpath writes into Compose files for a key of a Secret. */
const ownHint = /^set it to key (\S{1,253}) of the secret (\S{1,253}), see \.env\.example$/;

function secretKey({ name, hint }: Unset, owner: string): Fields | undefined {
  const [, key, secret] = ownHint.exec(hint) ?? [];
  if (key !== undefined) return { name: secret, key };
  return isSecretName(name) ? { name: `${owner}-credentials`, key: name } : undefined;
}

/** The variables of the files, and Secrets for the files that are not there. */
function readFiles(
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

/** The ConfigMap for a missing file in a folder of configs, else a Secret: values that are not in git are often secret. */
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
