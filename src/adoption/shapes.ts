import { isMap } from '../data/merge';
import type { ValuePath } from '../diagnostics';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { kindOf, podPath } from '../equivalence/kinds';

/** A field whose value has a shape that Kubernetes refuses. */
export interface WrongShape {
  readonly path: ValuePath;
  /** What has to be changed, as the end of a sentence whose subject is the field. */
  readonly fault: string;
}

type Check = (value: unknown, path: ValuePath) => WrongShape[];

/**
 * The fields of an object that may contain credentials, and that have a shape which Kubernetes refuses. The search for
 * credentials reads only the shapes of Kubernetes, so no other shape may reach it.
 *
 * Source of the shapes: https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.31/
 */
export function wrongShapes(object: Fields): WrongShape[] {
  const pod = podPath(object);
  const content = contents[kindOf(object)];
  const metadata = map({ annotations: texts, labels: texts });
  return [
    ...metadata(object.metadata, ['metadata']),
    ...(content ? content(object, []) : []),
    ...(pod ? within([...pod], map({ metadata, spec: podSpec }))(object, []) : []),
  ];
}

const text: Check = (value, path) =>
  isAbsent(value) || typeof value === 'string' ? [] : [{ path, fault: 'has to be a text' }];

const texts: Check = (value, path) =>
  ofMap(value, path, (fields) => Object.entries(fields).flatMap(([key, one]) => text(one, [...path, key])));

function map(checks: Readonly<Record<string, Check>>): Check {
  return (value, path) =>
    ofMap(value, path, (fields) =>
      Object.entries(checks).flatMap(([key, check]) => check(fields[key], [...path, key])),
    );
}

/** A map that has these fields and no others. */
function exactly(checks: Readonly<Record<string, Check>>): Check {
  return (value, path) =>
    ofMap(value, path, (fields) => [
      ...map(checks)(fields, path),
      ...Object.keys(fields)
        .filter((key) => !Object.hasOwn(checks, key))
        .map((key) => ({ path: [...path, key], fault: 'is no field that Kubernetes knows there' })),
    ]);
}

function list(check: Check): Check {
  return (value, path) => {
    if (isAbsent(value)) return [];
    if (!Array.isArray(value)) return [{ path, fault: 'has to be a list' }];
    return value.flatMap((item, index) => check(item, [...path, index]));
  };
}

/** Checks the map at a path, and that each step to it is a map. */
function within(steps: readonly string[], check: Check): Check {
  const [step, ...rest] = steps;
  return step === undefined ? check : map({ [step]: within(rest, check) });
}

const reference = exactly({ configMapRef: map({ name: text }), secretRef: map({ name: text }), prefix: text });
const variable = exactly({ name: text, value: text, valueFrom: map({}) });
const headers = map({
  httpGet: map({ httpHeaders: list(map({ name: text, value: text })) }),
  exec: map({ command: list(text) }),
});
const container = map({
  ...{ name: text, image: text, env: list(variable), envFrom: list(reference), command: list(text), args: list(text) },
  ...{ livenessProbe: headers, readinessProbe: headers, startupProbe: headers },
  lifecycle: map({ postStart: headers, preStop: headers }),
});
const containers = list(container);
const podSpec = map({ containers, initContainers: containers, ephemeralContainers: containers });

const any: Check = () => [];
const object = { apiVersion: any, kind: any, metadata: any, immutable: any, data: texts };
const contents: Readonly<Record<string, Check>> = {
  '/ConfigMap': exactly({ ...object, binaryData: texts }),
  '/Secret': exactly({ ...object, stringData: texts, type: any }),
};

function ofMap(value: unknown, path: ValuePath, check: (fields: Fields) => WrongShape[]): WrongShape[] {
  if (isAbsent(value)) return [];
  return isMap(value) ? check(fieldsOf(value)) : [{ path, fault: 'has to be a map' }];
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
