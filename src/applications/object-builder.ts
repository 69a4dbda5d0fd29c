import type { Construct } from 'constructs';
import type { Issue, Location } from '../diagnostics';
import type { Addition, SecretModel, VolumeModel } from '../model/application-model';
import type { FlowSpec } from '../model/flow-spec';
import type { NamingContext } from '../model/naming';
import type { ReferenceAttribute } from '../model/reference';
import type { DeclaredApplication, DeclaredConfig, DeclaredFlow } from './declared';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, ScalingTarget, SubjectConfiguration } from './plus-answers';

/** Maps the name of a generated object to the fields that are merged into it. */
export type Overrides = { readonly [object: string]: object };

/**
 * Builds the Kubernetes objects of an application. It runs during the user's constructor, because overrides,
 * patches and cdk8s-plus work on objects that exist. The Kubernetes target implements it, and
 * `import 'towpath'` installs that implementation.
 */
export interface ObjectBuilder {
  /** Returns the labels that all objects of the application get. */
  applicationLabels(context: NamingContext): Record<string, string>;
  /** Returns the host or port that a reference stands for; undefined if the flow does not have it. */
  addressOf(context: NamingContext, spec: FlowSpec, attribute: ReferenceAttribute): string | number | undefined;
  /** Creates the objects of a valid flow as its children. @returns the problems of its overrides and objects */
  buildFlow(application: DeclaredApplication, flow: DeclaredFlow, overrides: Overrides, locate: Locate): Issue[];
  buildConfig(names: NamingContext, config: DeclaredConfig): void;
  buildSecret(names: NamingContext, scope: Construct, secret: SecretModel): void;
  buildVolume(names: NamingContext, scope: Construct, volume: VolumeModel): void;
  /** Removes `replicas` from the objects of a flow, because an autoscaler sets it. */
  removeReplicas(flow: DeclaredFlow): void;
  /** Returns the problems with names and labels of objects. Call it after all flows are declared. */
  objectIssues(application: DeclaredApplication): Issue[];
  /** Returns the overrides, patches and extra constructs of the application, sorted by path. */
  additions(application: DeclaredApplication): Addition[];
  scalingTarget(flow: DeclaredFlow): ScalingTarget;
  podSelector(application: DeclaredApplication, flow: DeclaredFlow): PodSelectorConfig;
  networkPolicyPeer(application: DeclaredApplication, flow: DeclaredFlow): NetworkPolicyPeerConfig;
  subject(application: DeclaredApplication, flow: DeclaredFlow): SubjectConfiguration;
}

/** Finds the line of the user's code that declares a construct. */
export type Locate = () => Location | undefined;

let installed: ObjectBuilder | undefined;

/** Sets the builder that all applications of this copy of towpath use. */
export function installObjectBuilder(builder: ObjectBuilder): void {
  installed = builder;
}

/** Returns the installed builder. @throws Error if constructs were loaded without towpath's entry point */
export function objectBuilder(): ObjectBuilder {
  if (!installed) throw new Error("no object builder is installed; import constructs from 'towpath'");
  return installed;
}
