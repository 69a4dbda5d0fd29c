import type { LiveObject } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { ownValue } from '../../data/merge';
import type { DesiredApplication, DesiredObject, ReleasedFlow } from '../../release/desired';
import type { ClusterToAsk } from './clusters';
import type { Deployment } from './deployment';
import { absentDetails, runningDetails } from './details';
import { expectedByFiles, expectedByReleases, identityIn } from './expected-flows';
import { declaredNames, type Identity, identifyWorkload, identityKey, releasedNames } from './identity';
import { instanceKey, isOfAnother, type KeptRelease, newestOf, releasesByInstance } from './kept-releases';
import type { Survey, WorkloadRelations } from './survey';
import { newestFirst } from './version';

/**
 * A row for every deployment of every flow: those that run, and those that are declared and missing.
 *
 * @param objects the objects of each instance's newest release, by key, as far as they were needed
 */
export function deploymentsIn(
  { cluster, workspace, declared }: ClusterToAsk,
  survey: Survey,
  objects: ReadonlyMap<string, readonly DesiredObject[]>,
): Deployment[] {
  const releases = releasesByInstance(survey.releases);
  const newest = newestOf(releases);
  const names = [declaredNames(declared ?? [], cluster), releasedNames(newest, objects)];
  const running = grouped(survey.workloads, names);
  const selected = new Map(
    (declared ? expectedByFiles(declared, cluster, releases) : expectedByReleases(newest, objects)).map((one) => [
      identityKey(one.identity),
      one,
    ]),
  );
  const rows = [...running].flatMap(([key, { identity, workloads }]): Deployment[] => {
    const kept = releases.get(instanceKey(identity)) ?? [];
    // A flow of another workspace in the same namespace is not an orphan of this one.
    if (!selected.has(key) && isOfAnother(workspace, kept[0])) return [];
    const isDeclarationKnown = declared !== undefined || kept.length > 0;
    const isDeclared = selected.has(key) && selected.get(key)?.flow.external === undefined;
    const known = selected.get(key)?.flow ?? ownValue(kept[0]?.flows, identity.flow);
    const workload = mainWorkload(workloads, names);
    const related = survey.related.get(workload.metadata.namespace ?? '') ?? noRelations;
    return [
      {
        ...row(identity, known, kept),
        cluster: cluster.context,
        ...runningDetails(workload, identity.flow, known, kept, related),
        ...(isDeclarationKnown && { declared: isDeclared }),
      },
    ];
  });
  const gaps = [...selected]
    .filter(([key]) => !running.has(key))
    .map(([, one]) => ({
      ...row(one.identity, one.flow, releases.get(instanceKey(one.identity)) ?? []),
      cluster: cluster.context,
      ...absentDetails(one, survey.hidden.has(one.identity.namespace)),
      declared: true,
    }));
  return [...rows, ...gaps];
}

/** The declared flows of an environment whose cluster could not be read. */
export function unknownDeployments(declared: readonly DesiredApplication[], message: string): Deployment[] {
  return declared.flatMap(({ application, environment, instance, namespace, flows }) =>
    Object.entries(flows).map(
      ([flow, { kind, external }]): Deployment => ({
        application,
        flow,
        environment,
        kind,
        instance,
        ...(namespace && { namespace }),
        ...(external ? { version: external, state: 'external' } : { state: 'unknown', message }),
        declared: true,
      }),
    ),
  );
}

/**
 * Instances with a released flow that is found neither by its labels nor by its declared name. Their releases are read
 * for the released names.
 */
export function ambiguousInstances({ cluster, declared }: ClusterToAsk, survey: Survey): KeptRelease[] {
  const found = grouped(survey.workloads, [declaredNames(declared ?? [], cluster)]);
  return newestOf(releasesByInstance(survey.releases)).filter((newest) => {
    const flows = Object.entries(newest.flows).filter(([, { external }]) => !external);
    return flows.some(([flow]) => !found.has(identityKey(identityIn(newest, flow))));
  });
}

const noRelations: WorkloadRelations = { pods: [], replicaSets: [], jobs: [] };

function grouped(workloads: readonly LiveObject[], names: Parameters<typeof identifyWorkload>[1][]) {
  const found = new Map<string, { identity: Identity; workloads: LiveObject[] }>();
  for (const workload of workloads) {
    const identity = identifyWorkload(workload, ...names);
    if (!identity) continue;
    const key = identityKey(identity);
    const group = found.get(key) ?? { identity, workloads: [] };
    group.workloads.push(workload);
    found.set(key, group);
  }
  return found;
}

/**
 * Of several workloads of one flow, the one with the flow's name is used; of jobs that run before others, the newest.
 */
function mainWorkload(workloads: readonly LiveObject[], names: readonly ReadonlyMap<string, Identity>[]): LiveObject {
  const newest = newestFirst(workloads);
  const named = names.flatMap((known) => newest.filter((workload) => known.has(keyOf(refOf(workload)))));
  return (named[0] ?? newest[0]) as LiveObject;
}

function row(
  { application, flow, environment, instance, namespace }: Identity,
  known: ReleasedFlow | undefined,
  [newest]: readonly KeptRelease[],
): Omit<Deployment, 'state'> {
  return {
    application,
    flow,
    environment,
    ...(known && { kind: known.kind }),
    instance,
    namespace,
    ...(newest && { release: newest.revision }),
    ...(newest?.reason !== undefined && { reason: newest.reason }),
  };
}
