import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { ConnectOptions } from '../../cluster/connect';
import { TowpathError } from '../../diagnostics';
import { type Arrival, arrivalName, type Observation } from '../../gates/gate-facts';
import { hasVersion } from '../../promotion/has-version';
import { type KnownHistory, noHistory } from '../../promotion/known-history';
import type { SourceFlow, SourceImage } from '../../promotion/source-flow';
import type { LoadOptions } from '../../workspace/load';
import { runningFlows } from '../promote/source/running';

/** What the clusters of some environments say of versions, and why some of them say nothing. */
export interface Observed {
  readonly observations: readonly Observation[];
  readonly unknown: readonly string[];
}

/**
 * Asks the cluster of an environment for versions that are to leave it. A cluster that cannot be read is no failure.
 *
 * @param applications of the environment
 */
export async function observedIn(
  environment: string,
  applications: readonly ApplicationAssembly[],
  arrivals: readonly Arrival[],
  options: LoadOptions & Pick<ConnectOptions, 'kubeconfig'>,
  history: KnownHistory | undefined,
  at: Date,
): Promise<Observed> {
  try {
    const { root, applications: classes, reload, kubeconfig } = options;
    const { flows } = await runningFlows(applications, environment, {
      root,
      applications: classes,
      reload,
      kubeconfig,
    });
    return { observations: observationsOf(environment, flows, arrivals, history, at), unknown: [] };
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const why = error.issues[0]?.message ?? 'it gives no reason';
    return { observations: [], unknown: [`the cluster of \`${environment}\` cannot be read: ${why}`] };
  }
}

/** What the flows that run in an environment say of versions that are to leave it. */
export function observationsOf(
  environment: string,
  flows: readonly SourceFlow[],
  arrivals: readonly Arrival[],
  history: KnownHistory = noHistory,
  at: Date,
): Observation[] {
  return arrivals.flatMap((arrival): Observation[] => {
    const having = flows.filter(
      ({ application, images }) =>
        application === arrival.application &&
        images.some((image) => image.image === arrival.image && hasVersion(image, arrival.version, history)),
    );
    // A flow that the environment lacks runs the image of another flow there.
    const own = flows.some((flow) => flowName(flow) === flowName(arrival) && flow.images.length > 0);
    const from = own ? having.filter((flow) => flowName(flow) === flowName(arrival)) : having;
    const origin = `the cluster of \`${environment}\``;
    return from.slice(0, 1).map((flow) => {
      const since = sinceIn(flow, arrival);
      return {
        ...arrival,
        ...{ environment, origin, seen: at.toISOString() },
        ...(flow.obstacle !== undefined && { obstacle: `it ${flow.obstacle}` }),
        ...(since !== undefined && { since }),
      };
    });
  });
}

function flowName({ application, flow }: { readonly application: string; readonly flow: string }): string {
  return arrivalName({ application, flow, image: flow });
}

/** Since when a flow runs a version without a restart. */
function sinceIn({ images, restartedAt }: SourceFlow, { image: name, version }: Arrival): string | undefined {
  const image = images.find((one) => one.image === name);
  const began = image?.releasedAt ?? image?.podsSince;
  if (image === undefined || began === undefined) return undefined;
  const times = [began, ...(isPinnedAs(image, version) ? [] : [image.podsSince]), restartedAt];
  return latest(times.flatMap((time) => time ?? []));
}

/** Whether the pin names the version. A tag that moves names another digest at each time. */
function isPinnedAs({ tag, digest }: SourceImage, version: string): boolean {
  return version === tag || (digest !== undefined && version.endsWith(digest));
}

function latest(times: readonly string[]): string | undefined {
  return [...times].sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}
