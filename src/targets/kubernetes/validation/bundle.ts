import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../files/package-folder';
import type { Schema } from './schema';
import type { KubernetesVersion } from './versions';

/** The first and last version in which something is true. A missing bound is that of the bundle. */
export interface Span {
  readonly since?: KubernetesVersion;
  readonly until?: KubernetesVersion;
}

/** A field of a definition, with its versions. */
export interface BundledField extends Span, Omit<Schema, 'required'> {
  readonly required?: boolean;
}

/** A type of Kubernetes over all versions. */
export interface BundledDefinition extends Span {
  /** `apiVersion kind`, such as `apps/v1 Deployment`, if an API server serves the type. */
  readonly kind?: string;
  /** The schema of a type that is no map of fields. */
  readonly schema?: Schema;
  /** Fields by name; a list if a field changed between versions. */
  readonly fields?: Readonly<Record<string, BundledField | readonly BundledField[]>>;
}

/** Types by name, such as `api.core.v1.Container`. */
export type Bundle = Readonly<Record<string, BundledDefinition>>;

export const bundleFile = join(packageFolder, 'data/kubernetes-schemas.json');

let loaded: Bundle | undefined;

/** All built-in types, read when the first object is checked. */
export function loadBundle(): Bundle {
  loaded ??= JSON.parse(readFileSync(bundleFile, 'utf8')) as Bundle;
  return loaded;
}
