import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Issue, suggest, TowpathError } from '../diagnostics';
import type { Layer } from '../environments/layers';
import { merge, withoutNulls } from '../environments/merge';
import { flowObjects, type ObjectName, objectNames } from '../kubernetes/flow-objects';
import type { Manifest } from '../kubernetes/manifest';
import { type FlowSpec, isWorkload, runsBeforeOthers } from '../spec/flow-spec';
import type { FlowKind } from '../spec/kinds';
import { Application } from './application';
import { callSite } from './call-site';
import { toNetworkPolicyPeerConfig, toPodSelectorConfig, toSubjectConfiguration } from './cdk8s-plus';
import { nameByContent } from './named-by-content';
import { plainProps } from './plain-props';
import type { NetworkPolicyPeerConfig, PodSelectorConfig, ScalingTarget, SubjectConfiguration } from './plus-answers';
import { podSecurityIssues } from './pod-security-issues';
import { resolveFlow } from './resolver';
import { autoscalerIssues, declaresAutoscaling, toScalingTarget, withoutReplicas } from './scaling-target';

const FLOW = Symbol.for('towpath.Flow');

/** What every flow takes beside the properties of its kind. */
export interface FlowProps {
  /**
   * Fields laid over the generated objects, by object (`deployment`, `service`, `pvc`, …): maps merge,
   * lists replace, `null` removes. Nothing is lost; a field that Kubernetes does not know is an error, unless
   * `allowFields` in `towpath.yaml` names it.
   */
  readonly overrides?: { readonly [object: string]: object } | undefined;
}

/**
 * A unit of work that can be deployed on its own. Its spec is final once it is constructed, but for
 * `replicas`, which an autoscaler may take over. Constructs of cdk8s-plus take it as `IScalable`,
 * `IPodSelector`, `INetworkPolicyPeer` and `ISubject`.
 */
export abstract class Flow extends Construct {
  static is(value: unknown): value is Flow {
    return typeof value === 'object' && value !== null && FLOW in value;
  }

  readonly kind: FlowKind;
  /** Who spoke on its properties, lowest first. */
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
    application.report(...issues, ...overrideIssues(this, overrides, locate));
    if (!spec) return;
    for (const [name, manifest] of Object.entries(flowObjects(application.context, spec))) {
      const object = withoutNulls(merge(manifest, overrides[name])) as Manifest;
      if (name === 'job' && runsBeforeOthers(spec)) nameByContent(this, object);
      else new ApiObject(this, name, object);
      application.report(...podSecurityIssues(this, spec, object));
    }
  }

  /**
   * Code and environment together: checked, frozen, and free of any target's words.
   * @throws TowpathError when they do not come to a valid flow
   */
  get spec(): FlowSpec {
    if (!this.#spec) throw new TowpathError(this.#issues);
    return this.#spec;
  }

  /** Whether it came to a valid spec. */
  get isValid(): boolean {
    return this.#spec !== undefined;
  }

  /**
   * A generated object, to read or to patch: `api.object('deployment')?.addJsonPatch(…)`.
   * Undefined where the flow has none, as one that is external here.
   */
  object(name: ObjectName): ApiObject | undefined {
    return this.node.tryFindChild(name) as ApiObject | undefined;
  }

  /** Whether an autoscaler decides how many pods run, and `replicas` is said nowhere. */
  get hasAutoscaler(): boolean {
    return this.#isAutoscaled || declaresAutoscaling(this.#spec);
  }

  /** An autoscaler of cdk8s-plus takes over `replicas`. A second one is reported as `autoscaled-twice`. */
  markHasAutoscaler(): void {
    Application.of(this).report(...autoscalerIssues(this));
    this.#spec = withoutReplicas(this);
    this.#isAutoscaled = true;
  }

  /** What `IScalable` of cdk8s-plus asks for. @throws TowpathError where the flow is external */
  toScalingTarget(): ScalingTarget {
    return toScalingTarget(this);
  }

  /** What `IPodSelector` of cdk8s-plus asks for. @throws TowpathError where the flow is external */
  toPodSelectorConfig(): PodSelectorConfig {
    return toPodSelectorConfig(this);
  }

  /** The flow itself, for `INetworkPolicyPeer` of cdk8s-plus. Undefined where the flow is external. */
  toPodSelector(): this | undefined {
    return this.#spec && !isWorkload(this.#spec) ? undefined : this;
  }

  /** What `INetworkPolicyPeer` of cdk8s-plus asks for. @throws TowpathError where the flow is external under a name */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return toNetworkPolicyPeerConfig(this);
  }

  /** The flow's service account, for `ISubject` of cdk8s-plus. @throws TowpathError where its pods can use none */
  toSubjectConfiguration(): SubjectConfiguration {
    return toSubjectConfiguration(this);
  }
}

function overrideIssues(flow: Flow, overrides: object, locate: () => Issue['location']): Issue[] {
  const known = objectNames(flow.kind);
  return Object.keys(overrides)
    .filter((name) => !known.includes(name as ObjectName) && !name.startsWith('pvc-'))
    .map((name) => {
      const hint = suggest(name, known);
      const location = locate();
      return {
        code: 'unknown-object',
        severity: 'error',
        message: `a ${flow.kind} has no object \`${name}\` to override`,
        path: `${flow.node.scope?.node.id}.${flow.node.id}.overrides.${name}`,
        ...(hint && { hint }),
        ...(location && { location }),
      };
    });
}
