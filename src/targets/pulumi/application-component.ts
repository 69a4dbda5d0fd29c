import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  log,
  type Output,
} from '@pulumi/pulumi';
import { nameArgument, propsArgument } from '../../applications/arguments';
import { formatIssue } from '../../diagnostics';
import { type BuildProps, build } from './build';
import { optionsArgument } from './checked-options';
import { destinationOf } from './cluster/destination';
import { givenProvider } from './cluster/given-provider';
import { FlowComponent, whenCreated } from './flow-component';
import { collectFacts, flowFacts } from './flow-facts';
import { applicationType, flowName, pathInside } from './names';
import { makeResources } from './resources';
import { showIssues } from './run-error';

export interface ApplicationComponentProps extends BuildProps {}

type ByFlow<T> = Output<Readonly<Record<string, T>>>;

/**
 * An application in the environment of a stack: a component for each flow, with the flow's Kubernetes objects below it.
 * The objects are the ones that `towpath synth` writes. Transforms, aliases, providers, `protect`, `retainOnDelete` and
 * `ignoreChanges` apply to all of them.
 */
export class ApplicationComponent extends ComponentResource {
  /** The name of the environment. */
  readonly environment: string;
  readonly namespace: string | undefined;
  /** The flows that run in this environment, by id. */
  readonly flows: Readonly<Record<string, FlowComponent>>;
  /** Every Kubernetes object, by its path in the application: `api/deployment`. */
  readonly objects: Readonly<Record<string, CustomResource>>;

  /**
   * @throws RunError with all issues of the application and its environment, or if no cluster or a wrong one is set;
   *   then nothing is deployed. A given provider is compared with the environment's cluster as soon as Pulumi knows its
   *   arguments. If it writes to another cluster, the update fails before an object is created.
   */
  constructor(name: string, props: ApplicationComponentProps, options: ComponentResourceOptions = {}) {
    // Runs before anything is registered, so that an error leaves no trace in the state.
    const { assembly, destination } = showIssues(() => {
      const given = propsArgument(props, nameArgument(name, 'an application'));
      const resourceOptions = optionsArgument(options, name);
      const built = build({ ...given, id: given.id ?? name });
      return { assembly: built, destination: destinationOf(built, givenProvider(resourceOptions)) };
    });
    super(applicationType, name, {}, options);
    for (const issue of assembly.issues) void log.warn(formatIssue(issue), this);
    this.environment = assembly.environment.name;
    this.namespace = assembly.model.namespace;
    const flows = flowFacts(assembly).map(([id, facts]): [string, FlowComponent] => {
      return [id, new FlowComponent(flowName(name, id), facts, { parent: this })];
    });
    this.flows = Object.fromEntries(flows);

    const resources = makeResources(name, assembly, {
      ...options,
      destination: destination(name, this),
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

  /** The public URLs of each flow. */
  get urls(): ByFlow<readonly string[]> {
    return whenCreated(this.objects, () => this.#facts().urls);
  }

  /** The name of each flow's Service. */
  get services(): ByFlow<string> {
    return whenCreated(this.objects, () => this.#facts().services);
  }

  /** The image of each flow. */
  get images(): ByFlow<string> {
    return whenCreated(this.objects, () => this.#facts().images);
  }

  #facts() {
    return collectFacts(Object.entries(this.flows).map(([id, { facts }]) => [id, facts]));
  }
}
