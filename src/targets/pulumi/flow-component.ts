import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResource,
  type Output,
  output,
} from '@pulumi/pulumi';
import type { FlowFacts } from './flow-facts';
import { flowType } from './names';

/** One flow as it runs in one environment; its Kubernetes objects are its children. */
export class FlowComponent extends ComponentResource {
  /** What is known of it, before anything is there. @internal */
  readonly facts: FlowFacts;
  readonly #objects: Record<string, CustomResource> = {};

  /** @internal */
  constructor(name: string, facts: FlowFacts, options: ComponentResourceOptions) {
    super(flowType, name, {}, options);
    this.facts = facts;
    this.registerOutputs(facts);
  }

  /** Its objects, by the names that overrides use: `deployment`, `service`, `pvc`. */
  get objects(): Readonly<Record<string, CustomResource>> {
    return this.#objects;
  }

  /** Name of the Service under which others reach it; undefined for a flow that listens on no port. */
  get service(): Output<string | undefined> {
    return whenCreated(this.#objects, () => this.facts.service);
  }

  /** What its main container runs. */
  get image(): Output<string | undefined> {
    return whenCreated(this.#objects, () => this.facts.image);
  }

  /** Where the outside reaches it, by its route. */
  get urls(): Output<readonly string[]> {
    return whenCreated(this.#objects, () => this.facts.urls);
  }

  /** @internal */
  add(name: string, resource: CustomResource): void {
    this.#objects[name] = resource;
  }
}

/** What is known of objects, for whoever waits for them. Made when it is asked for: outputs cost. */
export function whenCreated<T>(objects: Readonly<Record<string, CustomResource>>, fact: () => T): Output<T> {
  return output(Object.values(objects).map(({ urn }) => urn)).apply(fact) as Output<T>;
}
