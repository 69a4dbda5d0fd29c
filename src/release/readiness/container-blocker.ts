import type { Blocker } from './readiness';

/** A container in the status of its pod. */
export interface ContainerStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly running?: object;
  readonly terminated?: Terminated;
}

interface Terminated {
  readonly exitCode: number;
  readonly reason?: string;
}

export interface ContainerBlocker extends Blocker {
  /** The container ran and ended. */
  readonly hasRun: boolean;
}

/** A container that fails more often than this is not just waiting for a dependency. */
const usualFailures = 3;

/**
 * Reasons that a kubelet does not recover from by itself. `ErrImagePull` is missing: it may pass, and becomes
 * `ImagePullBackOff` if it does not.
 */
const fatal = [
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
];

/** Reasons of containers that will start soon. */
const usual = ['ContainerCreating', 'PodInitializing'];

/** Why a container does not run. Its output is not shown, because it may contain anything. */
export function containerBlocker(
  { restartCount, state, lastState }: ContainerStatus,
  failuresAllowed = usualFailures,
): ContainerBlocker | undefined {
  const { waiting, terminated } = state ?? {};
  const reason = waiting?.reason;
  if (reason === 'CrashLoopBackOff') {
    const last = lastState?.terminated ? `, the last time with ${exit(lastState.terminated)}` : '';
    const message = `CrashLoopBackOff: the container keeps exiting${last}; restarted ${restartCount} times`;
    // A container that was restarted n times has failed n + 1 times.
    return { message, isFatal: restartCount + 1 > failuresAllowed, hasRun: true };
  }
  if (reason !== undefined && !usual.includes(reason)) {
    const message = waiting?.message ? `${reason}: ${waiting.message.trim()}` : reason;
    return { message, isFatal: fatal.includes(reason), hasRun: false };
  }
  if (terminated && terminated.exitCode !== 0) {
    return { message: `the container exited with ${exit(terminated)}`, isFatal: false, hasRun: true };
  }
  return undefined;
}

function exit({ exitCode, reason }: Terminated): string {
  return reason === 'OOMKilled'
    ? `exit code ${exitCode} (OOMKilled: it used more memory than its limit)`
    : `exit code ${exitCode}`;
}
