import type { LiveObject } from '../../cluster/cluster';
import { claimBlocker } from './claim';
import { type ContainerStatus, containerBlocker } from './container-blocker';
import { type Blocker, type RelatedObjects, worstBlocker } from './readiness';
import { conditionOf, conditionText } from './status';

interface Pod extends LiveObject {
  readonly spec: {
    readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface PodBlocker extends Blocker {
  /** Whether a container of the pod ran and ended. */
  readonly hasRun: boolean;
}

/** Why a pod does not become ready. */
export function podBlocker(pod: LiveObject, related: RelatedObjects = {}): PodBlocker | undefined {
  return worstBlocker(
    ...ofContainers(pod as Pod, related),
    ofScheduling(pod as Pod, related),
    ofPod(pod as Pod),
  ) as PodBlocker;
}

/** Why a set of pods does not become ready: the first permanent blocker, else the first temporary one. */
export function podsBlocker(pods: readonly LiveObject[], related: RelatedObjects): PodBlocker | undefined {
  return worstBlocker(...pods.map((pod) => podBlocker(pod, related))) as PodBlocker | undefined;
}

function ofContainers({ metadata, status = {} }: Pod, { failuresAllowed }: RelatedObjects): (PodBlocker | undefined)[] {
  const { initContainerStatuses = [], containerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses].map((container) => {
    const blocker = containerBlocker(container, failuresAllowed);
    if (!blocker) return undefined;
    const { hasRun } = blocker;
    const isRestarted = hasRun && container.state?.terminated === undefined;
    const logs = `logs pod/${metadata.name} -c ${container.name}${isRestarted ? ' --previous' : ''}`;
    return {
      message: `pod ${metadata.name}: container ${container.name}: ${blocker.message}`,
      isFatal: blocker.isFatal,
      hasRun,
      look: hasRun ? logs : describing(metadata.name),
    };
  });
}

/** A full cluster may get room, so that blocker is temporary. A claim that cannot be bound is permanent. */
function ofScheduling({ metadata, ...pod }: Pod, { claims, events }: RelatedObjects): PodBlocker | undefined {
  const condition = conditionOf({ metadata, ...pod }, 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  const names = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  for (const name of names) {
    const { namespace } = metadata;
    const claim = claims?.find(({ metadata: it }) => it.name === name && it.namespace === namespace);
    const blocker = claim && claimBlocker(claim, { events: events ?? [] });
    if (blocker?.isFatal) {
      const message = `pod ${metadata.name} waits for PersistentVolumeClaim ${name}: ${blocker.message}`;
      return { ...blocker, message, hasRun: false };
    }
    // From the scheduler, which may be behind, and from the known claims.
    if (claims && !claim && condition.message?.includes(`"${name}" not found`)) {
      const message = `pod ${metadata.name} waits for PersistentVolumeClaim ${name}, which does not exist`;
      return { message, isFatal: true, hasRun: false, look: describing(metadata.name) };
    }
  }
  const message = `pod ${metadata.name}: ${conditionText(condition)}`;
  return { message, isFatal: false, hasRun: false, look: describing(metadata.name) };
}

/** What happened to the whole pod: it was evicted, or its node rejected it. */
function ofPod({ metadata, status }: Pod): PodBlocker | undefined {
  if (status?.phase !== 'Failed') return undefined;
  const text = [status.reason, status.message].filter(Boolean).join(': ');
  const message = `pod ${metadata.name} failed${text ? `: ${text}` : ''}`;
  return { message, isFatal: false, hasRun: false, look: describing(metadata.name) };
}

function describing(pod: string): string {
  return `describe pod/${pod}`;
}
