import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import type { KubernetesObject } from 'towpath/testing';
import { caseFolder } from './cases';

interface Definition {
  readonly properties?: object;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Kubernetes' own schemas, by version, as `_definitions.json`. */
const folder = caseFolder('k8s-json-schema/kubernetes-schemas') ?? '';

export const kubernetesVersions = folder === '' ? [] : readdirSync(folder);

/** The definitions of a version of Kubernetes. */
export function definitionsFile(version: string): string {
  return join(folder, version, '_definitions.json');
}

/** What a version of Kubernetes has against objects; a field that it does not know is one that it would drop. */
export function schemaOf(version: string): (object: KubernetesObject) => string[] {
  const schema = JSON.parse(readFileSync(definitionsFile(version), 'utf8'));
  const definitions = Object.entries<Definition>(schema.definitions);
  for (const [, definition] of definitions) {
    if (definition.properties) Object.assign(definition, { additionalProperties: false });
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, code: { optimize: false }, allErrors: true });
  ajv.addSchema(schema, 'k8s');
  const names = new Map(definitions.flatMap(([name, definition]) => kindsOf(definition).map((kind) => [kind, name])));
  return (object) => {
    const name = names.get(`${object.apiVersion} ${object.kind}`);
    if (name === undefined) return [`there is no ${object.apiVersion} ${object.kind}`];
    const validate = ajv.getSchema(`k8s#/definitions/${name}`) as ValidateFunction;
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${object.kind}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function kindsOf(definition: Definition): string[] {
  const all = definition['x-kubernetes-group-version-kind'] ?? [];
  return all.map(({ group, version, kind }) => `${group === '' ? version : `${group}/${version}`} ${kind}`);
}
