import { groupBy } from '../../../data/group-by';
import { errorIssue, type Issue, type Location } from '../../../diagnostics';
import type { Manifest } from '../manifest';

/** An object of an application as it is written, with the object that towpath built for it. */
export interface WrittenObject {
  /** The path of the construct. */
  readonly path: string;
  /** The flow that the object belongs to. Absent for an object beside the flows. */
  readonly flow?: string | undefined;
  readonly manifest: Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'> & { readonly [field: string]: unknown };
  /** The object before overrides and patches. Absent for a construct of the user. */
  readonly planned?: Manifest | undefined;
  /** Finds the line of the code that declares the object's flow. */
  readonly locate?: (() => Location | undefined) | undefined;
}

/** The namespace of an object as towpath built it; the empty text if none is set. */
export function plannedNamespace({ planned, manifest }: WrittenObject, ofApplication: string): string {
  return (planned ?? manifest).metadata.namespace ?? ofApplication;
}

/** The namespace of an object as it is written; the empty text if none is set. */
export function writtenNamespace({ manifest }: WrittenObject, ofApplication: string): string {
  return manifest.metadata.namespace ?? ofApplication;
}

/** The path of the pod template in an object that has one. */
export function templatePath({ manifest: { kind } }: WrittenObject): string {
  return kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
}

/** Creates an issue about a field of an object that an override or a patch changed. */
export function changedField(object: WrittenObject, field: string, message: string, hint: string): Issue {
  return errorIssue('reference-lost', message, { hint, path: `${object.path} ${field}`, location: object.locate?.() });
}

/** The parts of an application that the checks of references compare. */
export interface WrittenApplication {
  readonly objects: readonly WrittenObject[];
  /** The objects of each flow. */
  readonly byFlow: ReadonlyMap<string, readonly WrittenObject[]>;
  /** The namespace of the application; the empty text if none is set. */
  readonly namespace: string;
  /** The references of flows and ConfigMaps to the host or a port of a flow. */
  readonly edges: readonly WrittenEdge[];
}

/** A reference to the host or a port of a flow. */
export interface WrittenEdge {
  /** The path of the construct that has the reference. */
  readonly path: string;
  /** The flow that has the reference. Absent for a ConfigMap. */
  readonly flow?: string | undefined;
  /** The id of the flow that the reference points to. */
  readonly to: string;
  /** The number of the port. Absent for a reference to the host. */
  readonly port?: number | undefined;
}

/** Returns the object of a flow's Service that other flows refer to. */
export function serviceOf({ byFlow }: WrittenApplication, flow: string): WrittenObject | undefined {
  return byFlow.get(flow)?.find(({ path }) => path.endsWith(`/${flow}/service`));
}

/** Groups objects by their flows. Objects beside the flows are left out. */
export function objectsByFlow(objects: readonly WrittenObject[]): Map<string, WrittenObject[]> {
  const ofFlows = objects.filter(({ flow }) => flow !== undefined);
  return groupBy(ofFlows, ({ flow }) => flow as string);
}
