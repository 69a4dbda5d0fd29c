import { assembleWorkspace } from '../../assembly/assemble-workspace';
import { TowpathError } from '../../diagnostics';
import type { FlowKind } from '../../model/flow-kinds';
import { isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';

/** A declared flow, with its state in each environment. */
export interface FlowEntry {
  readonly application: string;
  readonly flow: string;
  readonly kind: FlowKind;
  /** The application's file. Absent for an application that was passed in. */
  readonly file?: string;
  /** By environment, in the order of a release. */
  readonly environments: readonly FlowDeploymentEntry[];
  /** The flows that it refers to. */
  readonly refersTo: readonly string[];
}

export interface FlowDeploymentEntry {
  readonly environment: string;
  /** Host and port if the flow is external there. */
  readonly external?: string;
  readonly repository?: string;
  /** The application's own name for an image that it builds. */
  readonly builds?: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The schedule of a flow that has one. */
  readonly schedule?: string;
  /** The command line of the container, if the application sets it. */
  readonly command?: readonly string[];
}

/**
 * Finds the flows that a workspace declares, sorted by application and id.
 * @throws TowpathError if the workspace is not valid
 */
export async function findFlows(options: LoadOptions = {}): Promise<FlowEntry[]> {
  const workspace = await loadWorkspace(options);
  const { applications, issues } = assembleWorkspace(workspace, undefined, false);
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
  const files = new Map(workspace.applications.map(({ id, file }) => [id, file]));
  const found = new Map<string, FlowEntry & { environments: FlowDeploymentEntry[]; refersTo: string[] }>();
  for (const { application, environment, model } of applications) {
    const file = files.get(application);
    for (const { id, kind, spec, edges } of model.flows) {
      const key = `${application}/${id}`;
      const flow = found.get(key) ?? {
        application,
        flow: id,
        kind,
        ...(file && { file }),
        environments: [],
        refersTo: [],
      };
      found.set(key, flow);
      const { built: builds, ...image } = 'image' in spec ? spec.image : {};
      const external = spec.kind === 'external' ? { external: `${spec.host}:${spec.port}` } : {};
      const start = isWorkload(spec) ? startOf(spec) : {};
      flow.environments.push({
        environment: environment.name,
        ...external,
        ...image,
        ...(builds && { builds }),
        ...start,
      });
      const targets = new Set(edges.map((edge) => edge.flow));
      flow.refersTo.push(...[...targets].filter((target) => !flow.refersTo.includes(target)));
    }
  }
  return [...found.values()];
}

function startOf(spec: WorkloadSpec): Pick<FlowDeploymentEntry, 'schedule' | 'command'> {
  const command = [...(spec.command ?? []), ...(spec.args ?? [])];
  return { ...(spec.kind === 'schedule' && { schedule: spec.schedule }), ...(command.length > 0 && { command }) };
}
