import type { NamedResource } from './named-resource';
import type { Reference } from './reference';

/** The value of an environment variable, beside references: text, or where it is to be found. */
export type Variable = string | SecretKey | ConfigKey | PodField | ResourceField;

/** One key of a Secret. */
export interface SecretKey {
  readonly secret: string | NamedResource;
  readonly key: string;
  /** Whether the container starts without it. @default false */
  readonly optional?: boolean | undefined;
}

/** One key of a ConfigMap. */
export interface ConfigKey {
  readonly config: string | NamedResource;
  readonly key: string;
  /** Whether the container starts without it. @default false */
  readonly optional?: boolean | undefined;
}

/**
 * A field of the pod, such as `metadata.name` or `status.podIP`.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export interface PodField {
  readonly field: string;
}

/** What the container may use or has reserved, such as `limits.cpu`. */
export interface ResourceField {
  readonly resource: string;
  /** The unit in which it is given, such as `1Mi`. @default '1' */
  readonly divisor?: string | undefined;
}

/** All keys of a Secret or a ConfigMap, as variables of the same names. */
export type VariableSource = (
  | { readonly secret: string | NamedResource }
  | { readonly config: string | NamedResource }
) & {
  /** What the names of the variables start with. */
  readonly prefix?: string | undefined;
  /** Whether the container starts without it. @default false */
  readonly optional?: boolean | undefined;
};

/** One source of a projected volume. */
export type Projection =
  | (({ readonly secret: string | NamedResource } | { readonly config: string | NamedResource }) & {
      /** Which keys, and the file that each becomes. @default all, under their own names */
      readonly items?: Readonly<Record<string, string>> | undefined;
      readonly optional?: boolean | undefined;
    })
  | {
      /** Files, each with the field of the pod that it holds. */
      readonly fields: Readonly<Record<string, string>>;
    }
  | {
      /** File with a token of the flow's service account. */
      readonly token: string;
      readonly audience?: string | undefined;
      /** Seconds for which it is good. @default 3600 */
      readonly expirationSeconds?: number | undefined;
    };

/** A flow, or its id where it is not declared yet. */
export type FlowName = string | { readonly node: { readonly id: string } } | { readonly host: Reference };
