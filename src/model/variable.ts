import type { NamedResource } from './named-resource';
import type { Reference } from './reference';

/** The value of an environment variable: text, or the place that Kubernetes takes the value from. */
export type Variable = string | SecretKey | ConfigKey | PodField | ResourceField;

/** One key of a Secret. */
export interface SecretKey {
  readonly secret: string | NamedResource;
  readonly key: string;
  /** Start the container even if the Secret or the key is missing. @default false */
  readonly optional?: boolean | undefined;
}

/** One key of a ConfigMap. */
export interface ConfigKey {
  readonly config: string | NamedResource;
  readonly key: string;
  /** Start the container even if the ConfigMap or the key is missing. @default false */
  readonly optional?: boolean | undefined;
}

/**
 * A field of the pod, such as `metadata.name` or `status.podIP`.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export interface PodField {
  readonly field: string;
}

/** A resource limit or request of the container, such as `limits.cpu`. */
export interface ResourceField {
  readonly resource: string;
  /** The unit of the value, such as `1Mi`. @default '1' */
  readonly divisor?: string | undefined;
}

/** All keys of a Secret or a ConfigMap, as variables of the same names. */
export type VariableSource = (
  | { readonly secret: string | NamedResource }
  | { readonly config: string | NamedResource }
) & {
  /** A prefix for the names of the variables. */
  readonly prefix?: string | undefined;
  /** Start the container even if the Secret or ConfigMap is missing. @default false */
  readonly optional?: boolean | undefined;
};

/** One source of a projected volume. */
export type Projection =
  | (({ readonly secret: string | NamedResource } | { readonly config: string | NamedResource }) & {
      /** Maps keys to the names of their files. @default all keys, under their own names */
      readonly items?: Readonly<Record<string, string>> | undefined;
      readonly optional?: boolean | undefined;
    })
  | {
      /** Maps the names of files to the fields of the pod that they hold. */
      readonly fields: Readonly<Record<string, string>>;
    }
  | {
      /** The name of the file that holds a token of the flow's service account. */
      readonly token: string;
      readonly audience?: string | undefined;
      /** The lifetime of the token, in seconds. @default 3600 */
      readonly expirationSeconds?: number | undefined;
    };

/** A flow, or the id of a flow that may be declared later. */
export type FlowName = string | { readonly node: { readonly id: string } } | { readonly host: Reference };
