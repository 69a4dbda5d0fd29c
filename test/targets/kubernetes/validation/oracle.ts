import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parseAllDocuments } from 'yaml';
import { caseFolder } from '../../../helpers/cases';

export type Fields = Record<string, unknown>;

/** Every kind of Kubernetes with every field filled. */
export function filledObjects(): Fields[] {
  const folder = caseFolder('k8s-api-roundtrip/testdata/HEAD');
  const files = folder ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  return files.flatMap((file) => documents(join(folder ?? '', file)));
}

export function documents(file: string): Fields[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const data = document.toJS() as Fields | null;
    return data ? [data] : [];
  });
}

interface Definition {
  properties?: Record<string, unknown>;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
  additionalProperties?: boolean;
}

/** The independent check: ajv with the JSON schemas of one version of Kubernetes. */
export function ajvOpinion(version: string): ((object: Fields) => boolean | undefined) | undefined {
  const folder = caseFolder(`k8s-json-schema/kubernetes-schemas/v${version}.0`);
  if (!folder) return undefined;
  const schema = JSON.parse(readFileSync(join(folder, '_definitions.json'), 'utf8'));
  const names = new Map<string, string>();
  for (const [name, definition] of Object.entries<Definition>(schema.definitions)) {
    const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
    if (definition.properties) definition.additionalProperties = false;
    for (const { group, version: v, kind } of kinds.length === 1 ? kinds : []) {
      names.set(`${group ? `${group}/` : ''}${v} ${kind}`, name);
    }
  }
  const ajv = new Ajv({ strict: false, validateFormats: false, code: { optimize: false } });
  ajv.addSchema(schema, 'k8s');
  return (object) => {
    const name = names.get(`${object.apiVersion} ${object.kind}`);
    return name === undefined ? undefined : ajv.validate(`k8s#/definitions/${name}`, object);
  };
}
