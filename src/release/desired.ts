import type { ApplicationAssembly, KubernetesObject } from '../assembly/application-assembly';
import type { FlowModel } from '../model/application-model';
import { runsBeforeOthers } from '../model/flow-spec';
import { formatImage } from '../model/image-reference';
import type { FlowKind } from '../model/kinds';

/** An object as it is to stand in the cluster, with what a deploy has to know of it. */
export interface DesiredObject {
  /** The flow that it belongs to; absent for what stands beside the flows. */
  readonly flow?: string;
  /** Path of its construct. */
  readonly path: string;
  /** Paths of objects that come before. */
  readonly after: readonly string[];
  /** Flows that have to be up before: those that a job refers to, which runs before others. */
  readonly needs: readonly string[];
  /** A job that runs before others is named by its content, and is run once for it. */
  readonly runsOnce: boolean;
  readonly manifest: KubernetesObject;
}

/** What something was made from, as far as git knew when it was deployed. */
export interface SourceCommit {
  /** The commit that was checked out. Absent outside a checkout, or without git. */
  readonly commit?: string;
  /** Whether there was more than that commit, or less: files that were changed, added or removed since. */
  readonly dirty?: true;
}

/** A flow as a release has it. In a workspace, which is not deployed yet, it has no source. */
export interface ReleasedFlow extends SourceCommit {
  readonly kind: FlowKind;
  /** Image with tag and digest; absent for a flow that lives elsewhere. */
  readonly image?: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The application's own name for an image that it builds. */
  readonly builds?: string;
  /** Where it lives when it is not deployed here. */
  readonly external?: string;
}

/** What is to stand in the cluster of one application in one environment. */
export interface DesiredApplication {
  readonly application: string;
  readonly environment: string;
  readonly instance: string;
  /** Absent where neither application nor environment names one: then it is the context's. */
  readonly namespace?: string;
  readonly flows: Readonly<Record<string, ReleasedFlow>>;
  readonly objects: readonly DesiredObject[];
  /** What that which belongs to no flow was made from. Absent where nobody has looked. */
  readonly source?: SourceCommit;
}

/** The same, with what all of it was made from. */
export function withSource<T extends DesiredApplication>(desired: T, source: SourceCommit): T {
  const flows = Object.fromEntries(Object.entries(desired.flows).map(([id, flow]) => [id, { ...flow, ...source }]));
  return { ...desired, flows, source };
}

/** @param shared objects of the environment as a whole that come with it: its namespace */
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
    // A flow that an environment disables does not exist there: it is neither missed nor rolled back to.
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
