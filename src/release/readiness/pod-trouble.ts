import type { LiveObject } from '../../cluster/cluster';
import { claimTrouble } from './claim';
import { type ContainerStatus, containerTrouble } from './container-trouble';
import { type Related, type Trouble, worst } from './judgement';
import { conditionOf, saying } from './status';

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

export interface PodTrouble extends Trouble {
  /** Whether a container of it ran, and ended. */
  readonly hasRun: boolean;
}

/** Why a pod does not come up. */
export function podTrouble(pod: LiveObject, related: Related = {}): PodTrouble | undefined {
  return worst(...ofContainers(pod as Pod), ofScheduling(pod as Pod, related), ofPod(pod as Pod)) as PodTrouble;
}

/** Why the pods do not come up: the first that does not get over it, else the first. */
export function podsTrouble(pods: readonly LiveObject[], related: Related): PodTrouble | undefined {
  return worst(...pods.map((pod) => podTrouble(pod, related))) as PodTrouble | undefined;
}

function ofContainers({ metadata, status = {} }: Pod): (PodTrouble | undefined)[] {
  const { initContainerStatuses = [], containerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses].map((container) => {
    const trouble = containerTrouble(container);
    if (!trouble) return undefined;
    const { hasRun } = trouble;
    const isRestarted = hasRun && container.state?.terminated === undefined;
    const logs = `logs pod/${metadata.name} -c ${container.name}${isRestarted ? ' --previous' : ''}`;
    return {
      message: `pod ${metadata.name}: container ${container.name}: ${trouble.message}`,
      isFatal: trouble.isFatal,
      hasRun,
      look: hasRun ? logs : describing(metadata.name),
    };
  });
}

/** A cluster that is full may get room; a claim that nothing comes to does not. */
function ofScheduling({ metadata, ...pod }: Pod, { claims, events }: Related): PodTrouble | undefined {
  const condition = conditionOf({ metadata, ...pod }, 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  const names = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  for (const name of names) {
    const { namespace } = metadata;
    const claim = claims?.find(({ metadata: it }) => it.name === name && it.namespace === namespace);
    const trouble = claim && claimTrouble(claim, { events: events ?? [] });
    if (trouble?.isFatal) {
      const message = `pod ${metadata.name} waits for PersistentVolumeClaim ${name}: ${trouble.message}`;
      return { ...trouble, message, hasRun: false };
    }
    // Said by the scheduler, which may be behind, and by the claims that we know.
    if (claims && !claim && condition.message?.includes(`"${name}" not found`)) {
      const message = `pod ${metadata.name} waits for PersistentVolumeClaim ${name}, which does not exist`;
      return { message, isFatal: true, hasRun: false, look: describing(metadata.name) };
    }
  }
  const message = `pod ${metadata.name}: ${saying(condition)}`;
  return { message, isFatal: false, hasRun: false, look: describing(metadata.name) };
}

/** What befell the pod as a whole: evicted, or refused by its node. */
function ofPod({ metadata, status }: Pod): PodTrouble | undefined {
  if (status?.phase !== 'Failed') return undefined;
  const said = [status.reason, status.message].filter(Boolean).join(': ');
  const message = `pod ${metadata.name} failed${said ? `: ${said}` : ''}`;
  return { message, isFatal: false, hasRun: false, look: describing(metadata.name) };
}

function describing(pod: string): string {
  return `describe pod/${pod}`;
}
