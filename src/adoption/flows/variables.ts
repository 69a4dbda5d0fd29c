import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled } from '../values';

/** The variables of a container as the model says them. A variable that the model cannot say is left out. */
export function readVariables(container: Fields): Fields {
  const env = itemsOf(container.env).flatMap(({ name, value, valueFrom }) => {
    const read = valueFrom === undefined ? String(value ?? '') : readSource(fieldsOf(valueFrom));
    return read === undefined ? [] : [[String(name), read] as const];
  });
  return filled({ env: Object.fromEntries(env), envFrom: itemsOf(container.envFrom).flatMap(readSourceOfAll) });
}

function readSource({ secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef }: Fields): unknown {
  if (secretKeyRef !== undefined) return keyOf('secret', fieldsOf(secretKeyRef));
  if (configMapKeyRef !== undefined) return keyOf('config', fieldsOf(configMapKeyRef));
  if (fieldRef !== undefined) return { field: fieldsOf(fieldRef).fieldPath };
  const { containerName, resource, divisor } = fieldsOf(resourceFieldRef);
  if (resource === undefined || containerName !== undefined) return undefined;
  return filled({ resource, divisor: divisor === undefined ? undefined : String(divisor) });
}

function keyOf(kind: 'secret' | 'config', { name, key, optional }: Fields): Fields {
  return filled({ [kind]: name, key, optional });
}

function readSourceOfAll({ prefix, secretRef, configMapRef }: Fields): Fields[] {
  const [kind, source] = secretRef === undefined ? ['config', configMapRef] : ['secret', secretRef];
  const { name, optional } = fieldsOf(source);
  return name === undefined ? [] : [filled({ [String(kind)]: name, prefix: prefix || undefined, optional })];
}
