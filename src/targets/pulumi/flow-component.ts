import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  type Output,
  output,
} from '@pulumi/pulumi';
import type { FlowFacts } from './flow-facts';
import { flowType } from './names';

/** One flow in one environment. Its Kubernetes objects are its children. */
export class FlowComponent extends ComponentResource {
  /** The Service name, image and URLs for the outputs of the stack, known before anything is deployed. @internal */
  readonly facts: FlowFacts;
  readonly #objects: Record<string, CustomResource> = {};

  /** @internal */
  constructor(name: string, facts: FlowFacts, options: ComponentResourceOptions) {
    super(flowType, name, {}, options);
    this.facts = facts;
    this.registerOutputs(facts);
  }

  /** The flow's objects, by the names that overrides use: `deployment`, `service`, `pvc`. */
  get objects(): Readonly<Record<string, CustomResource>> {
    return this.#objects;
  }

  /** Name of the Service under which other flows reach it; undefined for a flow that listens on no port. */
  get service(): Output<string | undefined> {
    return whenCreated(this.#objects, () => this.facts.service);
  }

  /** The image of its main container. */
  get image(): Output<string | undefined> {
    return whenCreated(this.#objects, () => this.facts.image);
  }

  /** The public URL of its route. */
  get urls(): Output<readonly string[]> {
    return whenCreated(this.#objects, () => this.facts.urls);
  }

  /** @internal */
  add(name: string, resource: CustomResource): void {
    this.#objects[name] = resource;
  }
}

/** Outputs that resolve when the objects exist. They are created on request, because outputs cost time. */
export function whenCreated<T>(objects: Readonly<Record<string, CustomResource>>, fact: () => T): Output<T> {
  return output(Object.values(objects).map(({ urn }) => urn)).apply(fact) as Output<T>;
}
