import type { ValuePath } from '../../diagnostics';
import type { Fields } from '../../equivalence/fields';
import { isSecretName } from '../../model/secrets/names';
import { readEnvFiles } from './env-files';
import { Incomplete } from './incomplete';
import type { Unset } from './interpolate';
import { tableOf } from './merge';
import { objectName } from './names';
import type { Project } from './project';
import { escaped } from './text';

/** The variables of a container, and how its other texts use them. */
export interface Variables {
  readonly fields: Fields;
  /** A text of the container as Kubernetes has it, with references in place of variables that are keys of Secrets. */
  text(value: string | Incomplete, path: ValuePath): string;
}

/** A variable whose value is a key of a Secret. */
interface SecretVariable {
  readonly variable: string;
  readonly from: Fields;
}

/** The variables that a service declares. */
interface DeclaredVariables {
  /** The variables that are keys of Secrets, by the name of the variable of the Compose file that has no value. */
  readonly secret: Map<string, SecretVariable>;
  readonly plain: readonly (readonly [name: string, value: string | Incomplete])[];
}

/** Reads `environment` and `env_file`. A variable without a value that looks like a credential is a key of a Secret. */
export function readVariables(name: string, service: Fields, project: Project): Variables {
  const files = readEnvFiles(name, service, project);
  const { secret, plain } = declaredVariables(name, { ...files.values, ...tableOf(service.environment) }, project);
  const names = new Set([...plain.map(([variable]) => variable), ...[...secret.values()].map((one) => one.variable)]);
  const text = (value: string | Incomplete, path: ValuePath): string =>
    typeof value === 'string'
      ? escaped(value, names)
      : value.parts.map((part) => (typeof part === 'string' ? escaped(part, names) : reference(part, path))).join('');
  /** A reference to the variable for a part without a value. A command line needs it as a variable, so it is added. */
  const reference = (part: Unset, path: ValuePath): string => {
    const from = secretKey(part, name);
    if (!from) {
      noteMissing(path, name, part.name, project);
      return '';
    }
    const known = secret.get(part.name) ?? { variable: part.name, from };
    secret.set(part.name, known);
    return `$(${known.variable})`;
  };
  const path = ['services', name, 'environment'];
  const values = plain.map(([variable, value]) => ({ name: variable, value: text(value, [...path, variable]) }));
  return {
    // The keys of Secrets come first, because a variable can only use those before it. A command line that is read later
    // may still add keys.
    get fields() {
      const secrets = [...secret.values()].map(({ variable, from }) => ({
        name: variable,
        valueFrom: { secretKeyRef: from },
      }));
      const env = [...secrets, ...values];
      return { ...(env.length > 0 && { env }), ...(files.sources.length > 0 && { envFrom: files.sources }) };
    },
    text,
  };
}

/** Tells the variables of a service that are keys of Secrets from the others. A variable without a value is noted. */
function declaredVariables(service: string, said: Fields, project: Project): DeclaredVariables {
  const path = ['services', service, 'environment'];
  const secret = new Map<string, SecretVariable>();
  const plain: [string, string | Incomplete][] = [];
  for (const [variable, value] of Object.entries(said)) {
    if (!/^[^=\0]+$/.test(variable)) {
      const message = `\`${variable}\` of \`${service}\` is no name of a variable`;
      project.notes.invalid(path, message, 'write `NAME: value`');
      continue;
    }
    const unset = value === null ? { name: variable, hint: '' } : value instanceof Incomplete ? value.whole : undefined;
    const from = unset && secretKey(unset, service);
    if (from && unset) secret.set(unset.name, { variable, from });
    else if (value === null) noteMissing([...path, variable], service, variable, project);
    else plain.push([variable, value instanceof Incomplete ? value : String(value)]);
  }
  return { secret, plain };
}

function noteMissing(path: ValuePath, service: string, variable: string, { notes }: Project): void {
  const hint = `give the value with \`--set ${variable}=…\`, or in \`.env\` beside the file; without it, Compose takes an empty text`;
  notes.warn('adopt-placeholder', path, `\`${service}\` uses \`\${${variable}}\`, which has no value`, hint);
}

/** The hint that towpath writes into its Compose files for a key of a Secret. */
const ownHint = /^set it to key (\S{1,253}) of the secret (\S{1,253}), see \.env\.example$/;

/** The key of a Secret for a variable without a value; undefined if the variable does not look like a credential. */
function secretKey({ name, hint }: Unset, service: string): Fields | undefined {
  const [, key, secret] = ownHint.exec(hint) ?? [];
  if (key !== undefined) return { name: secret, key };
  return isSecretName(name) ? { name: `${objectName(service)}-credentials`, key: name } : undefined;
}
