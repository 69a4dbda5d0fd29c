import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../../files/package-folder';
import type { Schema } from './schema';
import type { KubernetesVersion } from './versions';

/**
 * The first and the last version in which something is true. A missing bound is the first or the last version of the
 * bundle.
 */
export interface Span {
  readonly since?: KubernetesVersion;
  readonly until?: KubernetesVersion;
}

/** A field of a definition, with the versions that have it. */
export interface BundledField extends Span, Omit<Schema, 'required'> {
  readonly required?: boolean;
}

/** A type of Kubernetes, without its fields. */
export interface BundledType extends Span {
  /** The name of its definition, such as `api.core.v1.Container`. */
  readonly name: string;
  /** `apiVersion kind`, such as `apps/v1 Deployment`, if an API server serves the type. */
  readonly kind?: string;
}

/** The content of a type, over all versions. */
export interface BundledDefinition {
  /** The schema of a type that has no fields, such as a quantity. */
  readonly schema?: Schema;
  /** The fields by name. The value is a list if the field changed between versions. */
  readonly fields?: Readonly<Record<string, BundledField | readonly BundledField[]>>;
}

export interface Bundle {
  readonly types: readonly BundledType[];
  /** Reads a definition by the name of the type. Most applications need a few of them, so the others stay text. */
  definition(name: string): BundledDefinition | undefined;
}

/** The first line lists the types. Each other line is the definition of a type, in the order of the list. */
export const bundleFile = join(packageFolder, 'data/kubernetes-schemas.jsonl');

let loaded: Bundle | undefined;

/** All built-in types, read when the first object is checked. */
export function loadBundle(): Bundle {
  loaded ??= readBundle();
  return loaded;
}

function readBundle(): Bundle {
  const [first = '', ...lines] = readFileSync(bundleFile, 'utf8').split('\n');
  const types = JSON.parse(first) as BundledType[];
  const texts = new Map(types.map(({ name }, index) => [name, lines[index] ?? '']));
  const definition = (name: string) => {
    const text = texts.get(name);
    return text === undefined ? undefined : (JSON.parse(text) as BundledDefinition);
  };
  return { types, definition };
}
