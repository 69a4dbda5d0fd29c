import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  log,
  type Output,
} from '@pulumi/pulumi';
import { formatIssue } from '../../diagnostics';
import { isWorkload } from '../../spec/flow-spec';
import { type BuildProps, build } from './build';
import { FlowComponent, onceThere } from './flow-component';
import { collectFacts, flowFacts } from './flow-facts';
import { applicationType, flowName, pathInside } from './names';
import { clusterProvider, givenProvider } from './providers';
import { makeResources } from './resources';
import { showIssues } from './run-error';

export interface ApplicationComponentProps extends BuildProps {}

/** A provider of a component around this one was given as well; Pulumi looks it up by a type. */
const anyKind = 'kubernetes:core/v1:Service';

type ByFlow<T> = Output<Readonly<Record<string, T>>>;

/**
 * An application in the environment of a stack: a component for each flow, and below it the Kubernetes objects,
 * the same that `towpath synth` writes. Transforms, aliases, providers and `protect` reach all of them, and so do
 * `retainOnDelete` and `ignoreChanges`.
 */
export class ApplicationComponent extends ComponentResource {
  /** Name of the environment. */
  readonly environment: string;
  readonly namespace: string | undefined;
  /** By id, those that run in this environment. */
  readonly flows: Readonly<Record<string, FlowComponent>>;
  /** Every Kubernetes object, by its path in the application: `api/deployment`. */
  readonly objects: Readonly<Record<string, CustomResource>>;

  /** @throws RunError with everything that is wrong in application and environment; then nothing is deployed */
  constructor(name: string, props: ApplicationComponentProps, options: ComponentResourceOptions = {}) {
    // Before Pulumi hears of it: what is wrong leaves no trace in the state.
    const assembly = showIssues(() => build({ ...props, id: props.id ?? name }));
    super(applicationType, name, {}, options);
    for (const issue of assembly.issues) void log.warn(formatIssue(issue), this);
    this.environment = assembly.environment.name;
    this.namespace = assembly.namespace;
    const workloads = assembly.flows.filter(({ spec }) => isWorkload(spec));
    const flows = workloads.map((flow): [string, FlowComponent] => {
      return [flow.id, new FlowComponent(flowName(name, flow.id), flowFacts(flow, assembly), { parent: this })];
    });
    this.flows = Object.fromEntries(flows);

    const given = givenProvider(options) ?? this.getProvider(anyKind);
    const provider = given ?? clusterProvider(name, assembly.environment, this);
    const resources = makeResources(name, assembly, {
      ...options,
      ...(provider && { provider }),
      parentOf: ({ flow }) => (flow === undefined ? undefined : this.flows[flow]) ?? this,
      parent: this,
    });
    this.objects = Object.fromEntries([...resources].map(([path, resource]) => [pathInside(path), resource]));
    for (const { path, flow } of assembly.objects) {
      const resource = resources.get(path);
      if (flow !== undefined && resource) this.flows[flow]?.add(pathInside(pathInside(path)), resource);
    }
    this.registerOutputs(this.#facts());
  }

  /** Where the outside reaches flows, by flow. */
  get urls(): ByFlow<readonly string[]> {
    return onceThere(this.objects, () => this.#facts().urls);
  }

  /** Names of Services, by flow. */
  get services(): ByFlow<string> {
    return onceThere(this.objects, () => this.#facts().services);
  }

  /** What flows run, by flow. */
  get images(): ByFlow<string> {
    return onceThere(this.objects, () => this.#facts().images);
  }

  #facts() {
    return collectFacts(Object.entries(this.flows).map(([id, { facts }]) => [id, facts]));
  }
}
