import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { timeLimit } from '../../cluster/http/time-limit';
import { type Issue, TowpathError, warningIssue } from '../../diagnostics';
import type { ClusterEvent } from '../readiness/cluster-event';
import type { FailingContainer, FailingPod, Failure } from '../readiness/failing-pods';
import { lastLines, mostLines, withoutTerminalCodes } from './last-lines';
import { masker } from './mask';
import { namedSecrets } from './named-secrets';
import type { ContainerOutput, PodOutput } from './pod-output';
import { secretValues } from './secret-values';

/** How many pods of an application are shown. */
const mostPods = 3;

/** How many events of a pod are shown. */
const mostEvents = 5;

/** How much of a container's output the server sends at most, whose last lines may be long. Bytes. */
const mostBytes = 2 ** 18;

/** How long reading may take. A kubelet that does not answer must not hold up the end of the deploy. Milliseconds. */
const longestMs = 10_000;

/** What the pods of an application wrote, and why something is not shown. */
export interface Output {
  readonly pods: readonly PodOutput[];
  readonly warnings: readonly Issue[];
}

/**
 * Reads the last lines and the events of the pods that failed, and masks the values of the Secrets that the application
 * names. If one of these Secrets cannot be read, nothing is shown, because it could contain a value of that Secret.
 *
 * @param manifests the objects of the application, with their namespaces
 */
export async function readOutput(
  cluster: Cluster,
  application: string,
  { pods, unreadKinds }: Failure,
  manifests: readonly KubernetesObject[],
  stopped: AbortSignal,
): Promise<Output> {
  const reasons = new Set(unreadKinds.map((kind) => `the account may not read objects of the kind ${kind}`));
  const output = pods.length === 0 ? [] : await read();
  const hint = 'an administrator can apply the Roles that `towpath rbac -e ENV --logs` prints';
  const warnings = [...reasons].map((reason) =>
    warningIssue('output-not-shown', `${application}: the output of pods is not shown completely: ${reason}`, { hint }),
  );
  return { pods: output, warnings };

  async function read(): Promise<PodOutput[]> {
    const signal = AbortSignal.any([stopped, timeLimit(longestMs)]);
    try {
      const values = await secretValues(cluster, namedSecrets(manifests));
      const mask = masker(values);
      const clean = (text: string) => mask(withoutTerminalCodes(text));
      if (pods.length > mostPods) reasons.add(`${pods.length - mostPods} more pods are not ready`);
      return await Promise.all(pods.slice(0, mostPods).map((pod) => outputOf(pod, clean, signal)));
    } catch (error) {
      reasons.add(reasonOf(error));
      return [];
    }
  }

  async function outputOf(
    { object, pod, containers, events }: FailingPod,
    clean: (text: string) => string,
    signal: AbortSignal,
  ): Promise<PodOutput> {
    const { name, namespace } = pod.metadata;
    return {
      pod: name,
      ...(namespace !== undefined && { namespace }),
      object,
      containers: await Promise.all(containers.map((container) => linesOf(pod.metadata, container, clean, signal))),
      events: events.slice(-mostEvents).map((event) => eventText(event, clean)),
    };
  }

  async function linesOf(
    pod: { readonly name: string; readonly namespace?: string },
    { name, isPrevious }: FailingContainer,
    clean: (text: string) => string,
    signal: AbortSignal,
  ): Promise<ContainerOutput> {
    const limits = { tailLines: mostLines, limitBytes: mostBytes, signal };
    try {
      const text = await cluster.logs(pod, { container: name, previous: isPrevious, ...limits });
      return { name, isPrevious, lines: lastLines(clean(wholeLines(text))) };
    } catch (error) {
      reasons.add(clean(reasonOf(error)));
      return { name, isPrevious, lines: [] };
    }
  }
}

/** Leaves out a last line that the server may have cut, because half of a value cannot be recognised. */
function wholeLines(text: string): string {
  return Buffer.byteLength(text) < mostBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}

function eventText({ reason, message, count }: ClusterEvent, clean: (text: string) => string): string {
  const [line = ''] = lastLines(clean(`${reason}: ${message.replaceAll('\n', ' ')}`));
  return count > 1 ? `${line} (${count} times)` : line;
}

function reasonOf(error: unknown): string {
  if (Object(error).name === 'TimeoutError' || Object(error).name === 'AbortError') return 'reading it took too long';
  const issues = TowpathError.is(error) ? error.issues : failureIssues(error);
  return issues.map(({ message }) => message).join('; ');
}
