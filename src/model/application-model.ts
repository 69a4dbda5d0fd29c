import type { Edge } from './edges';
import type { FlowKind } from './flow-kinds';
import type { FlowSpec } from './flow-spec';
import type { BuiltImage } from './image';
import type { Layer } from './layer';
import type { Naming } from './naming';
import type { Token } from './reference';

/**
 * An application in one environment, as frozen data. All targets read it.
 * Lists are sorted by id, so that the order of declarations in the code does not matter.
 */
export interface ApplicationModel {
  readonly application: string;
  /** The name of the environment. */
  readonly environment: string;
  /** The name of the application in the cluster. @default the application's id */
  readonly instance: string;
  /** The Kubernetes namespace. Absent if the environment sets none. */
  readonly namespace?: string;
  readonly naming?: Naming;
  /** The settings, parsed by the schema that the application declares. Absent if it declares none. */
  readonly settings?: unknown;
  /** The flows that have no errors. */
  readonly flows: readonly FlowModel[];
  readonly configs: readonly ConfigModel[];
  readonly secrets: readonly SecretModel[];
  readonly volumes: readonly VolumeModel[];
  /** The images that the application builds. */
  readonly images: readonly BuiltImage[];
  /** Changes that the code makes directly to Kubernetes objects. */
  readonly additions: readonly Addition[];
}

/** A change that the code makes directly to Kubernetes objects. Only targets that write the objects can express it. */
export interface Addition {
  readonly kind: 'override' | 'patch' | 'construct';
  /** `<application>/<flow>/<object>`, or the path of the construct in the application's tree. */
  readonly path: string;
  /** The flow that the change belongs to. Absent for a construct outside of flows. */
  readonly flow?: string;
}

/** A flow in one environment. */
export interface FlowModel {
  readonly id: string;
  /** The kind that the code declares. `spec.kind` differs from it for an external or disabled flow. */
  readonly kind: FlowKind;
  readonly spec: FlowSpec;
  /** The flows that this one refers to. */
  readonly edges: readonly Edge[];
  /** The layers that the values come from, lowest first. */
  readonly layers: readonly Layer[];
}

/** A config, secret or shared volume of an application. Flows use it by its name. */
interface PartModel {
  /** The name in the code and in environment files: `configs: { settings: … }`. */
  readonly id: string;
  /** The name of the object in the cluster. Specs of flows refer to the part by this name. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** The layers that the values come from, lowest first. */
  readonly layers: readonly Layer[];
}

/** A set of variables or files. `this.config(…)` declares it. */
export interface ConfigModel extends PartModel {
  readonly data: Readonly<Record<string, string | Token>>;
  /** Content that is not valid UTF-8, encoded as base64. */
  readonly binaryData: Readonly<Record<string, string>>;
  /** True if a change of the content restarts the pods that use it. */
  readonly rollsPods: boolean;
}

/** A secret that the code refers to with `this.secret(…)`. The model never holds its content. */
export interface SecretModel extends PartModel {
  /** True if towpath creates the secret without content, for somebody else to fill. */
  readonly empty: boolean;
}

/** A disk that several flows mount. `this.volume(…)` declares it. */
export interface VolumeModel extends PartModel {
  /** A quantity of bytes, such as `10Gi`. */
  readonly size: string;
  readonly accessMode: string;
  readonly storageClass?: string;
}
