import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { deepFrozenCopy } from '../data/merge';
import { type Issue, TowpathError } from '../diagnostics';
import type { FlowKind } from '../model/flow-kinds';
import { type FlowSpec, isWorkload } from '../model/flow-spec';
import type { Layer } from '../model/layer';
import { Application } from './application';
import { nameArgument, propsArgument, read, scopeArgument } from './arguments';
import { autoscalerIssues, declaresAutoscaling, withoutReplicas } from './autoscaled';
import { callSite } from './call-site';
import type { DeclaredFlow, ObjectName } from './declared';
import { type Overrides, objectBuilder } from './object-builder';
import { flowParent } from './parent';
import { plainProps } from './plain-props';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, ScalingTarget, SubjectConfiguration } from './plus-answers';
import { resolveFlow } from './resolver';

const FLOW = Symbol.for('towpath.Flow');

/** The properties that every kind of flow accepts beside the properties of its kind. */
export interface FlowProps {
  /**
   * Fields to merge into the generated objects, by object (`deployment`, `service`, `pvc`, …). Maps are merged,
   * lists are replaced, and `null` removes a field. A field that Kubernetes does not know is an error, unless
   * `allowFields` in `towpath.yaml` lists it.
   */
  readonly overrides?: Overrides | undefined;
}

/**
 * A unit of work that can be deployed separately. Its spec does not change after construction, except that
 * an autoscaler removes `replicas`. cdk8s-plus accepts a flow as `IScalable`, `IPodSelector`,
 * `INetworkPolicyPeer` and `ISubject`.
 */
export abstract class Flow extends Construct implements DeclaredFlow {
  static is(value: unknown): value is Flow {
    return typeof value === 'object' && value !== null && FLOW in value;
  }

  readonly kind: FlowKind;
  /** The layers that the values come from, lowest first. */
  readonly layers: readonly Layer[];
  #spec: FlowSpec | undefined;
  #isAutoscaled = false;
  readonly #issues: readonly Issue[];

  protected constructor(kind: FlowKind, scope: Construct, id: string, props: FlowProps) {
    super(flowParent(scopeArgument(scope, nameArgument(id, 'a flow')), id), id);
    Object.defineProperty(this, FLOW, { value: true });
    const application = Application.of(this);
    const { overrides = {}, ...properties } = propsArgument(props, `${application.node.id}.${id}`);
    const { environment, defaults, shared, names } = application;
    const place = {
      environment,
      defaults,
      shared,
      locateShared: application.locate,
      naming: names.naming,
      kind,
      application: application.node.id,
      flow: id,
    };
    const locate = callSite();
    const { spec, layers, issues } = resolveFlow(place, plainProps(properties, `${application.node.id}.${id}`), locate);
    this.kind = kind;
    this.layers = layers;
    this.#spec = spec;
    this.#issues = issues;
    application.adopt(this);
    application.report(...issues);
    const changes = read(() => deepFrozenCopy(overrides), `${application.node.id}.${id}.overrides`);
    application.reportObjects(...objectBuilder().buildFlow(application, this, changes, locate));
  }

  /**
   * The values from code and environment, merged, checked and frozen. They do not depend on any target.
   * @throws TowpathError if a value is invalid
   */
  get spec(): FlowSpec {
    if (!this.#spec) throw new TowpathError(this.#issues);
    return this.#spec;
  }

  /** True if all values from code and environment are valid. */
  get isValid(): boolean {
    return this.#spec !== undefined;
  }

  /**
   * Returns a generated object, to read or to patch: `api.object('deployment')?.addJsonPatch(…)`.
   * Returns undefined if the flow has no such object in this environment, for example because it is external.
   */
  object(name: ObjectName): ApiObject | undefined {
    return this.node.tryFindChild(name) as ApiObject | undefined;
  }

  /** True if an autoscaler sets the number of pods. The objects have no `replicas` then. */
  get hasAutoscaler(): boolean {
    return this.#isAutoscaled || declaresAutoscaling(this.#spec);
  }

  /** Removes `replicas`, because an autoscaler sets it. For cdk8s-plus. A second call reports `autoscaled-twice`. */
  markHasAutoscaler(): void {
    Application.of(this).report(...autoscalerIssues(this));
    this.#spec = this.#spec && withoutReplicas(this.#spec);
    objectBuilder().removeReplicas(this);
    this.#isAutoscaled = true;
  }

  /** Implements `IScalable` of cdk8s-plus. @throws TowpathError if the flow is external */
  toScalingTarget(): ScalingTarget {
    return objectBuilder().scalingTarget(this);
  }

  /** Implements `IPodSelector` of cdk8s-plus. @throws TowpathError if the flow is external */
  toPodSelectorConfig(): PodSelectorConfig {
    return objectBuilder().podSelector(Application.of(this), this);
  }

  /** Implements `INetworkPolicyPeer` of cdk8s-plus: returns the flow, or undefined if it is external. */
  toPodSelector(): this | undefined {
    return this.#spec && !isWorkload(this.#spec) ? undefined : this;
  }

  /** Implements `INetworkPolicyPeer` of cdk8s-plus. @throws TowpathError if the flow is external with a host name */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return objectBuilder().networkPolicyPeer(Application.of(this), this);
  }

  /** Implements `ISubject` of cdk8s-plus with the service account. @throws TowpathError if the pods cannot use one */
  toSubjectConfiguration(): SubjectConfiguration {
    return objectBuilder().subject(Application.of(this), this);
  }
}
