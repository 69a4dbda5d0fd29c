import type { Schema } from '../../src/targets/kubernetes/validation/schema';
import type { KubernetesVersion } from '../../src/targets/kubernetes/validation/versions';
import type { Enums } from './enums';

/** What one release of Kubernetes says of its types. */
export interface Release {
  readonly version: KubernetesVersion;
  /** Of api/openapi-spec/swagger.json. */
  readonly definitions: Readonly<Record<string, SwaggerDefinition>>;
  readonly enums: Enums;
}

export interface SwaggerDefinition extends SwaggerSchema {
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

export interface SwaggerSchema extends Omit<Schema, 'properties' | 'items' | 'additionalProperties'> {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, SwaggerSchema>>;
  readonly items?: SwaggerSchema;
  readonly additionalProperties?: SwaggerSchema;
}
