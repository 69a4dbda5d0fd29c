import type { ApplicationAssembly, KubernetesObject } from '../assembly/application-assembly';
import type { Gates } from '../gates/declared-gates';
import type { FlowModel } from '../model/application-model';
import type { FlowKind } from '../model/flow-kinds';
import { runsBeforeOthers } from '../model/flow-spec';
import { formatImage } from '../model/image-reference';

/** An object as it must be in the cluster, with what a deploy needs to know of it. */
export interface DesiredObject {
  /** The id of the flow that the object belongs to. Absent for an object beside the flows. */
  readonly flow?: string;
  /** Path of the object's construct. */
  readonly path: string;
  /** Paths of the objects that are applied earlier. */
  readonly after: readonly string[];
  /** Ids of the flows that must be ready earlier: those that a job refers to if the job runs before other flows. */
  readonly needs: readonly string[];
  /** Whether the object is a job that runs once. Its name contains a hash of its content. */
  readonly runsOnce: boolean;
  readonly manifest: KubernetesObject;
}

/** The commit that a release was made from, as far as git knew when it was deployed. */
export interface SourceCommit {
  /** The commit that was checked out. Absent outside a checkout, or without git. */
  readonly commit?: string;
  /** Whether the checkout differed from the commit: files were changed, added or removed. */
  readonly dirty?: true;
}

/** A flow of a release. A flow of a workspace, which is not deployed yet, has no source. */
export interface ReleasedFlow extends SourceCommit {
  readonly kind: FlowKind;
  /** The image with tag and digest. Absent for an external flow. */
  readonly image?: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The application's own name for an image that it builds. */
  readonly builds?: string;
  /** Host and port of an external flow. */
  readonly external?: string;
}

/** What one application must have in the cluster of one environment. */
export interface DesiredApplication {
  /** The name of the workspace that declares the application. Absent or empty if nothing names it. */
  readonly workspace?: string;
  readonly application: string;
  readonly environment: string;
  readonly instance: string;
  /** Absent if neither the application nor the environment sets a namespace. The context's namespace is used then. */
  readonly namespace?: string;
  readonly flows: Readonly<Record<string, ReleasedFlow>>;
  readonly objects: readonly DesiredObject[];
  /** Whether the application must not run there any more. Otherwise nothing is deleted if there are no objects. */
  readonly isEmptied?: true;
  /** The gates of the environment, which may have none. Absent for a rollback, which keeps those of the newest release. */
  readonly gates?: Gates;
  /** The environments that its environment promotes from. Absent for a rollback. */
  readonly promotesFrom?: readonly string[];
  /** The source of the objects that belong to no flow. Absent if git was not used. */
  readonly source?: SourceCommit;
}

/** Adds a source to the application and to each of its flows. */
export function withSource<T extends DesiredApplication>(desired: T, source: SourceCommit): T {
  const flows = Object.fromEntries(Object.entries(desired.flows).map(([id, flow]) => [id, { ...flow, ...source }]));
  return { ...desired, flows, source };
}

/** @param shared objects of the environment, such as its namespace, that are deployed with the application */
export function desiredOf(assembly: ApplicationAssembly, shared: readonly KubernetesObject[]): DesiredApplication {
  const { application, environment } = assembly;
  const { instance, namespace, flows } = assembly.model;
  const before = new Map(
    flows.flatMap(({ id, spec, edges }): [string, string[]][] =>
      runsBeforeOthers(spec) ? [[id, edges.map(({ flow }) => flow)]] : [],
    ),
  );
  const deployed = new Set(assembly.objects.flatMap(({ flow }) => flow ?? []));
  const objects = assembly.objects.map(({ flow, path, after, manifest }): DesiredObject => {
    const runsOnce = manifest.kind === 'Job' && flow !== undefined && before.has(flow);
    const needs = runsOnce ? new Set(before.get(flow)?.filter((one) => deployed.has(one))) : [];
    return { ...(flow !== undefined && { flow }), path, after, needs: [...needs].sort(), runsOnce, manifest };
  });
  const around = shared.map((manifest) => ({ path: '', after: [], needs: [], runsOnce: false, manifest }));
  return {
    application,
    environment: environment.name,
    instance,
    ...(namespace !== undefined && { namespace }),
    // A flow that an environment disables does not exist there: it is not reported as missing, and a rollback does not
    // restore it.
    flows: Object.fromEntries(
      flows.filter(({ spec }) => spec.kind !== 'disabled').map((flow) => [flow.id, releasedFlow(flow)]),
    ),
    objects: [...around, ...objects],
  };
}

function releasedFlow({ kind, spec }: FlowModel): ReleasedFlow {
  if (spec.kind === 'external') return { kind, external: `${spec.host}:${spec.port}` };
  if (!('image' in spec)) return { kind };
  const { tag, digest, built } = spec.image;
  return {
    kind,
    image: formatImage(spec.image),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
    ...(built !== undefined && { builds: built }),
  };
}
