import type { Construct } from 'constructs';
import type { Issue, Location } from '../diagnostics';
import type { Addition, SecretModel, VolumeModel } from '../spec/application-model';
import type { FlowSpec } from '../spec/flow-spec';
import type { NamingContext } from '../spec/naming';
import type { ReferenceAttribute } from '../spec/reference';
import type { DeclaredApplication, DeclaredConfig, DeclaredFlow } from './declared';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, ScalingTarget, SubjectConfiguration } from './plus-answers';

/** Fields that are merged over the generated objects, by the name of the object. */
export type Overrides = { readonly [object: string]: object };

/**
 * Builds the objects of an application while the user's constructor runs, because overrides, patches and
 * constructs of cdk8s-plus need objects to work on. The Kubernetes target implements it, and
 * `import 'towpath'` installs that.
 */
export interface ObjectBuilder {
  /** Labels that every object of the application carries. */
  applicationLabels(context: NamingContext): Record<string, string>;
  /** The value of a reference in objects; undefined if the flow has no such host or port. */
  addressOf(context: NamingContext, spec: FlowSpec, attribute: ReferenceAttribute): string | number | undefined;
  /** Adds the objects of a flow below it, if the flow is valid. @returns what is wrong with overrides and objects */
  buildFlow(application: DeclaredApplication, flow: DeclaredFlow, overrides: Overrides, locate: Locate): Issue[];
  buildConfig(config: DeclaredConfig): void;
  buildSecret(scope: Construct, secret: SecretModel): void;
  buildVolume(scope: Construct, volume: VolumeModel): void;
  /** Removes the number of pods from the flow's objects, because an autoscaler sets it. */
  removeReplicas(flow: DeclaredFlow): void;
  /** What is wrong with names and labels of objects, once all flows are declared. */
  objectIssues(application: DeclaredApplication): Issue[];
  /** Overrides, patches and constructs of the user's own, in the order of their paths. */
  additions(application: DeclaredApplication): Addition[];
  scalingTarget(flow: DeclaredFlow): ScalingTarget;
  podSelector(application: DeclaredApplication, flow: DeclaredFlow): PodSelectorConfig;
  networkPolicyPeer(application: DeclaredApplication, flow: DeclaredFlow): NetworkPolicyPeerConfig;
  subject(application: DeclaredApplication, flow: DeclaredFlow): SubjectConfiguration;
}

/** Finds the user's own line that declares something. */
export type Locate = () => Location | undefined;

let installed: ObjectBuilder | undefined;

/** Sets the builder that every application of this copy of towpath uses. */
export function installObjectBuilder(builder: ObjectBuilder): void {
  installed = builder;
}

/** The installed builder. @throws Error if a program loads constructs without towpath's entry point */
export function objectBuilder(): ObjectBuilder {
  if (!installed) throw new Error("no object builder is installed; import constructs from 'towpath'");
  return installed;
}
