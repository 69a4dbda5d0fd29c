import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schema } from './schema';
import type { KubernetesVersion } from './versions';

/** The versions from and up to which something is so; without a bound, as far as the bundle reaches. */
export interface Span {
  readonly since?: KubernetesVersion;
  readonly until?: KubernetesVersion;
}

/** A field of a definition, in the versions in which it is so. */
export interface BundledField extends Span, Omit<Schema, 'required'> {
  readonly required?: boolean;
}

/** A type of Kubernetes over all versions. */
export interface BundledDefinition extends Span {
  /** `apiVersion kind`, such as `apps/v1 Deployment`, where it is one that an API server serves. */
  readonly kind?: string;
  /** What it is, where it is no map of fields. */
  readonly schema?: Schema;
  /** By name; a list where a field changed from one version to the next. */
  readonly fields?: Readonly<Record<string, BundledField | readonly BundledField[]>>;
}

/** By name, such as `api.core.v1.Container`. */
export type Bundle = Readonly<Record<string, BundledDefinition>>;

export const bundleFile = join(__dirname, '../../../../data/kubernetes-schemas.json');

let loaded: Bundle | undefined;

/** All built-in types, read when the first object is checked. */
export function loadBundle(): Bundle {
  loaded ??= JSON.parse(readFileSync(bundleFile, 'utf8')) as Bundle;
  return loaded;
}
