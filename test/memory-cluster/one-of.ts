import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { ApiFailure, Cause } from '../../src/cluster/http/api-failure';
import { isMap } from '../../src/data/merge';
import { groupOf } from '../../src/kubernetes/api-version';
import { refuse } from './refuse';
import { fieldType, itemType, type Type, typeOf } from './type';
import type { Body } from './write';

type Check = (value: Readonly<Record<string, unknown>>, path: string) => readonly Cause[];

const invalid = (field: string, text: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: "": ${text}`,
  field,
});

/** A server accepts the first half that it looks at, and forbids the others. */
const onlyOne =
  (what: string, halves: readonly string[]): Check =>
  (value, path) =>
    said(value, halves)
      .slice(1)
      .map((half) => ({
        reason: 'FieldValueForbidden',
        message: `Forbidden: may not specify more than 1 ${what} type`,
        field: `${path}.${half}`,
      }));

const handler = onlyOne('handler', ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']);

const portNames: Check = ({ ports }, path) => {
  const names = (Array.isArray(ports) ? ports : []).map(({ name }: { readonly name?: string }) => name);
  return names.flatMap((name, index) =>
    name === undefined || names.indexOf(name) === index
      ? []
      : [
          {
            reason: 'FieldValueDuplicate',
            message: `Duplicate value: ${JSON.stringify(name)}`,
            field: `${path}.ports[${index}].name`,
          },
        ],
  );
};

/**
 * What a server forbids together, by the definition that holds it, in the order in which the server looks at it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go
 */
const checks: Readonly<Record<string, Check>> = {
  'api.core.v1.EnvVar': ({ value, valueFrom }, path) =>
    value && valueFrom ? [invalid(`${path}.valueFrom`, 'may not be specified when `value` is not empty')] : [],
  'api.core.v1.EnvVarSource': (value, path) =>
    Object.keys(value).length > 1 ? [invalid(path, 'may not have more than one field specified at a time')] : [],
  'api.core.v1.Probe': handler,
  'api.core.v1.LifecycleHandler': handler,
  'api.core.v1.Volume': onlyOne('volume', ['emptyDir', 'secret', 'persistentVolumeClaim', 'configMap', 'projected']),
  'api.core.v1.Container': portNames,
  'api.core.v1.ServiceSpec': portNames,
};

/** Refuses an object in which both halves of a one-of stand, or two ports with one name, as a server does. */
export function bothHalves(object: KubernetesObject, body: Body): ApiFailure | undefined {
  const causes = causesIn(body, typeOf(object), '');
  if (causes.length === 0) return undefined;
  const group = groupOf(object.apiVersion);
  const kind = group === '' ? object.kind : `${object.kind}.${group}`;
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return refuse(422, 'Invalid', `${kind} ${JSON.stringify(object.metadata.name)} is invalid: ${text}`, causes);
}

function causesIn(value: unknown, type: Type, path: string): readonly Cause[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => causesIn(item, itemType(type), `${path}[${index}]`));
  }
  if (!isMap(value)) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    causesIn(item, fieldType(type, key), path === '' ? key : `${path}.${key}`),
  );
  return [...(checks[type.name ?? '']?.(value, path) ?? []), ...inner];
}

function said(value: Readonly<Record<string, unknown>>, fields: readonly string[]): string[] {
  return fields.filter((field) => value[field] !== undefined);
}
