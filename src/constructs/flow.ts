import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Issue, TowpathError } from '../diagnostics';
import { type FlowSpec, isWorkload } from '../spec/flow-spec';
import type { FlowKind } from '../spec/kinds';
import type { Layer } from '../spec/layer';
import { Application } from './application';
import { autoscalerIssues, declaresAutoscaling, withoutReplicas } from './autoscaled';
import { callSite } from './call-site';
import type { DeclaredFlow, ObjectName } from './declared';
import { type Overrides, objectBuilder } from './object-builder';
import { plainProps } from './plain-props';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, ScalingTarget, SubjectConfiguration } from './plus-answers';
import { resolveFlow } from './resolver';

const FLOW = Symbol.for('towpath.Flow');

/** What every flow takes beside the properties of its kind. */
export interface FlowProps {
  /**
   * Fields laid over the generated objects, by object (`deployment`, `service`, `pvc`, …): maps merge,
   * lists replace, `null` removes. Nothing is lost; a field that Kubernetes does not know is an error, unless
   * `allowFields` in `towpath.yaml` names it.
   */
  readonly overrides?: Overrides | undefined;
}

/**
 * A unit of work that can be deployed on its own. Its spec is final once it is constructed, but for
 * `replicas`, which an autoscaler may take over. Constructs of cdk8s-plus take it as `IScalable`,
 * `IPodSelector`, `INetworkPolicyPeer` and `ISubject`.
 */
export abstract class Flow extends Construct implements DeclaredFlow {
  static is(value: unknown): value is Flow {
    return typeof value === 'object' && value !== null && FLOW in value;
  }

  readonly kind: FlowKind;
  /** The sources of its values, lowest first. */
  readonly layers: readonly Layer[];
  #spec: FlowSpec | undefined;
  #isAutoscaled = false;
  readonly #issues: readonly Issue[];

  protected constructor(kind: FlowKind, scope: Construct, id: string, props: FlowProps) {
    super(scope, id);
    Object.defineProperty(this, FLOW, { value: true });
    const { overrides = {}, ...properties } = props;
    const application = Application.of(this);
    const { environment, defaults, shared } = application;
    const place = { environment, defaults, shared, kind, application: application.node.id, flow: id };
    const locate = callSite();
    const { spec, layers, issues } = resolveFlow(place, plainProps(properties, `${application.node.id}.${id}`), locate);
    this.kind = kind;
    this.layers = layers;
    this.#spec = spec;
    this.#issues = issues;
    application.adopt(this);
    application.report(...issues);
    application.reportObjects(...objectBuilder().buildFlow(application, this, overrides, locate));
  }

  /**
   * Code and environment together: checked, frozen, and free of any target's words.
   * @throws TowpathError when they do not come to a valid flow
   */
  get spec(): FlowSpec {
    if (!this.#spec) throw new TowpathError(this.#issues);
    return this.#spec;
  }

  /** Whether code and environment come to a valid spec. */
  get isValid(): boolean {
    return this.#spec !== undefined;
  }

  /**
   * A generated object, to read or to patch: `api.object('deployment')?.addJsonPatch(…)`.
   * Undefined if the flow has no such object in this environment, for example because it is external.
   */
  object(name: ObjectName): ApiObject | undefined {
    return this.node.tryFindChild(name) as ApiObject | undefined;
  }

  /** Whether an autoscaler sets the number of pods, so that no object says `replicas`. */
  get hasAutoscaler(): boolean {
    return this.#isAutoscaled || declaresAutoscaling(this.#spec);
  }

  /** An autoscaler of cdk8s-plus takes over `replicas`. A second one is reported as `autoscaled-twice`. */
  markHasAutoscaler(): void {
    Application.of(this).report(...autoscalerIssues(this));
    this.#spec = this.#spec && withoutReplicas(this.#spec);
    objectBuilder().removeReplicas(this);
    this.#isAutoscaled = true;
  }

  /** What `IScalable` of cdk8s-plus asks for. @throws TowpathError if the flow is external */
  toScalingTarget(): ScalingTarget {
    return objectBuilder().scalingTarget(this);
  }

  /** What `IPodSelector` of cdk8s-plus asks for. @throws TowpathError if the flow is external */
  toPodSelectorConfig(): PodSelectorConfig {
    return objectBuilder().podSelector(Application.of(this), this);
  }

  /** The flow itself, for `INetworkPolicyPeer` of cdk8s-plus. Undefined if the flow is external. */
  toPodSelector(): this | undefined {
    return this.#spec && !isWorkload(this.#spec) ? undefined : this;
  }

  /** What `INetworkPolicyPeer` of cdk8s-plus asks for. @throws TowpathError if the flow is external under a name */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return objectBuilder().networkPolicyPeer(Application.of(this), this);
  }

  /** The flow's service account, for `ISubject` of cdk8s-plus. @throws TowpathError if its pods can use none */
  toSubjectConfiguration(): SubjectConfiguration {
    return objectBuilder().subject(Application.of(this), this);
  }
}
