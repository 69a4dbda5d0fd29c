import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { ConfigModel } from '../model/application-model';
import type { FlowKind } from '../model/flow-kinds';
import type { FlowSpec } from '../model/flow-spec';
import type { Layer } from '../model/layer';
import type { NamingContext } from '../model/naming';

/** The name of a flow's object in `overrides`, `object(…)` and file names. */
export type ObjectName =
  | 'deployment'
  | 'statefulSet'
  | 'service'
  | `service-${string}`
  | 'pvc'
  | `pvc-${string}`
  | 'ingress'
  | `ingress-${string}`
  | 'route'
  | `route-${string}`
  | 'hpa'
  | 'pdb'
  | 'job'
  | 'cronJob'
  | 'serviceAccount'
  | 'role'
  | 'roleBinding';

/** A flow that an application declares. `Flow` implements it; modules that must not import that class use this type. */
export interface DeclaredFlow extends Construct {
  readonly kind: FlowKind;
  /** False if a value of the flow is invalid. Reading `spec` throws then. */
  readonly isValid: boolean;
  readonly spec: FlowSpec;
  /** The layers that the values come from, lowest first. */
  readonly layers: readonly Layer[];
  object(name: ObjectName): ApiObject | undefined;
}

/** A config that an application declares. `Config` implements it. */
export interface DeclaredConfig extends Construct {
  readonly model: ConfigModel;
}

/** An application whose constructor may still be running. `Application` implements it. */
export interface DeclaredApplication extends Construct {
  readonly environment: Environment;
  /** @internal */
  readonly names: NamingContext;
  readonly namespace?: string | undefined;
  /** The flows declared so far, sorted by id. */
  readonly flows: readonly DeclaredFlow[];
  /** The flow declared so far under an id. @internal */
  flowWithId(id: string): DeclaredFlow | undefined;
  /** The configs declared so far, by the names of their ConfigMaps. @internal */
  readonly configs: ReadonlyMap<string, readonly DeclaredConfig[]>;
  /** Records problems with the code or the environment. @internal */
  report(...issues: readonly Issue[]): void;
}
