import type { Edge } from './edges';
import type { FlowSpec } from './flow-spec';
import type { BuiltImage } from './image';
import type { FlowKind } from './kinds';
import type { Layer } from './layer';
import type { Naming } from './naming';
import type { Token } from './reference';

/**
 * One application in one environment, as frozen data that no target has touched: every target reads it.
 * Lists are sorted by id, so the order of declarations in the code does not show.
 */
export interface ApplicationModel {
  readonly application: string;
  /** Name of the environment. */
  readonly environment: string;
  /** The name under which the application runs. @default the application's id */
  readonly instance: string;
  /** Absent if neither the environment nor the application names one. */
  readonly namespace?: string;
  readonly naming?: Naming;
  /** The settings of the application's own schema; absent if it declares none. */
  readonly settings?: unknown;
  /** The flows without errors. */
  readonly flows: readonly FlowModel[];
  readonly configs: readonly ConfigModel[];
  readonly secrets: readonly SecretModel[];
  readonly volumes: readonly VolumeModel[];
  /** The images that the application builds. */
  readonly images: readonly BuiltImage[];
  /** Changes that the code makes to Kubernetes objects, past the model. */
  readonly additions: readonly Addition[];
}

/** A change that the code makes to Kubernetes objects: only a target that writes these objects can express it. */
export interface Addition {
  readonly kind: 'override' | 'patch' | 'construct';
  /** `<application>/<flow>/<object>`, or the path of the construct in the application's tree. */
  readonly path: string;
  /** The flow that it belongs to; absent for a construct beside the flows. */
  readonly flow?: string;
}

/** One flow in one environment. */
export interface FlowModel {
  readonly id: string;
  /** The kind that the code declares. `spec.kind` differs from it for an external or disabled flow. */
  readonly kind: FlowKind;
  readonly spec: FlowSpec;
  /** The flows that this one refers to. */
  readonly edges: readonly Edge[];
  /** The sources of its values, lowest first. */
  readonly layers: readonly Layer[];
}

/** A part of an application that stands beside its flows, and that flows use by its name. */
interface PartModel {
  /** The name in the code and in environment files: `configs: { settings: … }`. */
  readonly id: string;
  /** The name by which specs of flows refer to it. It is the object's name in a cluster. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The sources of its values, lowest first. */
  readonly layers: readonly Layer[];
}

/** A set of variables or files, declared by `this.config(…)`. */
export interface ConfigModel extends PartModel {
  readonly data: Readonly<Record<string, string | Token>>;
  /** Content that is not UTF-8 text, in base64. */
  readonly binaryData: Readonly<Record<string, string>>;
  /** Whether a change of the content restarts the pods that use it. */
  readonly rollsPods: boolean;
}

/** A secret that the code names by `this.secret(…)`. Its content is never part of the model. */
export interface SecretModel extends PartModel {
  /** Whether the secret is created without content, for somebody else to fill. */
  readonly empty: boolean;
}

/** A disk that several flows mount, declared by `this.volume(…)`. */
export interface VolumeModel extends PartModel {
  /** A quantity of bytes, such as `10Gi`. */
  readonly size: string;
  readonly accessMode: string;
  readonly storageClass?: string;
}
