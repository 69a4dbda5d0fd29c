import { hostname, userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Cluster, LiveObject } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { timeLimit } from '../../cluster/http/time-limit';
import { valueAt } from '../../data/merge';
import { issueError, type TowpathError } from '../../diagnostics';
import { newOwner, processHasEnded } from '../../files/lock-owner';
import { coordinationGroup } from '../../kubernetes/api-groups';
import { apiVersionOf } from '../../kubernetes/api-version';
import { instanceLabel, managedByLabel, managedByTowpath, workspaceAnnotation } from '../../kubernetes/labels';
import { type InstanceRef, leaseRef } from '../store/instance';

/** How long a deploy that does not renew its lease counts as running. Seconds. */
const lifeSeconds = 15;
const renewMs = 5_000;

/**
 * How long a deploy continues if it cannot renew its lease. It must stop before another deploy may take over.
 * Milliseconds.
 */
const patienceMs = 10_000;

/** How often a lease is read again because somebody else changed it between our read and our write. */
const attempts = 5;

/**
 * Runs `work` while no other deploy of the same application runs in the same namespace. A running deploy is not waited
 * for, because our plan does not know what it changes. The lease of a killed deploy is taken over: at once if its
 * process can be looked up and is gone, else after fifteen seconds without a renewal, counted by our own clock.
 *
 * @param work gets a signal, which aborts if another deploy has taken over, or may have because the lease could not be
 *   renewed for ten seconds
 * @throws TowpathError `deploy-under-way`
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export async function withLease<T>(
  cluster: Cluster,
  instanceRef: LeaseOwner,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const holder = `${userName()}@${hostname()}/${newOwner()}`;
  let held = await translateFailures(acquire(cluster, instanceRef, holder));
  const lost = new AbortController();
  const done = new AbortController();
  hold(held);
  const renewing = keepAlive();
  try {
    return await work(lost.signal);
  } finally {
    done.abort();
    // A lost lease is not released: another deploy may hold it, or the server cannot be reached.
    if (!lost.signal.aborted) {
      await renewing;
      await cluster.replace(withHolder(held.lease, '')).catch(() => {});
    }
  }

  function hold(renewed: Held): void {
    held = renewed;
    renewed.until.addEventListener('abort', () => {
      if (held === renewed && !done.signal.aborted) lost.abort(notRenewed());
    });
  }

  async function keepAlive(): Promise<void> {
    while (!lost.signal.aborted) {
      await setTimeout(renewMs, undefined, { signal: done.signal, ref: false }).catch(() => {});
      if (done.signal.aborted) return;
      const until = timeLimit(patienceMs);
      try {
        hold({ lease: await cluster.replace(withHolder(held.lease, holder)), until });
      } catch (error) {
        // The answer to our own renewal may have been lost. Then the lease still has our name.
        const now = await cluster.get(leaseRef(instanceRef)).catch(() => undefined);
        if (now && holderOf(now) === holder) {
          if (now.metadata.resourceVersion !== held.lease.metadata.resourceVersion) hold({ lease: now, until });
        } else if (isApiFailure(error, 404, 409)) return lost.abort(underWay(now));
      }
    }
  }
}

/** The instance that a lease is for, and the name of the workspace that deploys it. */
interface LeaseOwner extends InstanceRef {
  readonly workspace: string;
}

/** A lease after its last renewal. */
interface Held {
  readonly lease: LiveObject;
  /**
   * Aborts when the lease has not been renewed for too long, counted from the moment when the last renewal was sent.
   */
  readonly until: AbortSignal;
}

async function acquire(cluster: Cluster, instanceRef: LeaseOwner, holder: string): Promise<Held> {
  for (let attempt = 1; ; attempt += 1) {
    const there = await cluster.get(leaseRef(instanceRef));
    if (there && holderOf(there) !== '' && holderOf(there) !== holder && !(await isOver(cluster, instanceRef, there)))
      throw underWay(there);
    const until = timeLimit(patienceMs);
    try {
      const lease = there
        ? await cluster.replace(withHolder(withWorkspace(there, instanceRef), holder))
        : await cluster.create(newLease(instanceRef, holder));
      return { lease, until };
    } catch (error) {
      // Another deploy was faster, or our own answer was lost, so the lease is read again.
      if (!isApiFailure(error, 404, 409) || attempt === attempts) throw error;
    }
  }
}

/** Whether the holder of the lease has ended, or has not renewed it for as long as a lease lives. */
async function isOver(cluster: Cluster, instanceRef: InstanceRef, lease: LiveObject): Promise<boolean> {
  const ended = processHasEnded(holderOf(lease).split('/').at(-1) ?? '');
  if (ended !== undefined) return ended;
  const leases = (await cluster.resources()).find(apiVersionOf(coordinationGroup, 'v1'), 'Lease');
  if (!leases) return true;
  const { namespace, name } = leaseRef(instanceRef);
  const patience = timeLimit(lifeSeconds * 1000);
  for await (const { type, object } of cluster.watch(
    leases,
    { namespace, fieldSelector: `metadata.name=${name}` },
    patience,
  )) {
    if (type === 'DELETED' || holderOf(object) !== holderOf(lease)) return true;
    if (object.metadata.resourceVersion !== lease.metadata.resourceVersion) return false;
  }
  return true;
}

function newLease({ instance, namespace, workspace }: LeaseOwner, holder: string) {
  const { apiVersion, kind, name } = leaseRef({ instance, namespace });
  const annotations = { [workspaceAnnotation]: workspace };
  const labels = { [managedByLabel]: managedByTowpath, [instanceLabel]: instance };
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec: specOf(holder) };
}

/** The lease outlives the other records if somebody deletes all ConfigMaps, so it names the workspace too. */
function withWorkspace(lease: LiveObject, { workspace }: LeaseOwner): LiveObject {
  const annotations = { ...lease.metadata.annotations, [workspaceAnnotation]: workspace };
  return { ...lease, metadata: { ...lease.metadata, annotations } };
}

function withHolder(lease: LiveObject, holder: string): LiveObject {
  return { ...lease, spec: specOf(holder) };
}

function specOf(holder: string): object {
  // The API wants microseconds; the clock of JavaScript has milliseconds.
  const now = new Date().toISOString().replace('Z', '000Z');
  return { holderIdentity: holder, leaseDurationSeconds: lifeSeconds, renewTime: now };
}

function holderOf(lease: LiveObject): string {
  const holder = valueAt(lease, ['spec', 'holderIdentity']);
  return typeof holder === 'string' ? holder : '';
}

function underWay(lease: LiveObject | undefined): TowpathError {
  const who = lease && holderOf(lease).split('/')[0];
  const message = `another deploy of this application to this namespace is running${who ? `, started by ${who}` : ''}`;
  return issueError('deploy-under-way', message, {
    hint: 'wait until it has finished, and repeat the deploy or the rollback',
  });
}

function notRenewed(): TowpathError {
  const seconds = patienceMs / 1000;
  const message = `this deploy could not renew its lease for ${seconds} seconds, so another deploy may have started`;
  return issueError('deploy-under-way', message, { hint: 'look at the diff, and repeat the deploy or the rollback' });
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody'; // a container whose user has no name
  }
}
