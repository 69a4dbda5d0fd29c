import type { LiveObject } from '../../cluster/cluster';
import { newestEvent } from './cluster-event';
import { type Blocker, notReady, type Readiness, type RelatedObjects } from './readiness';

/** After this many events a problem of a claim counts as permanent: controllers try again every fifteen seconds. */
const patience = 3;

/** A claim is ready when it is bound, or when it waits for a pod that uses it. */
export function assessClaim(claim: LiveObject, related: RelatedObjects): Readiness {
  const { phase } = (claim as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Bound') return { state: 'ready', message: 'bound' };
  if (phase === 'Lost') return { state: 'failed', message: 'the volume of the claim is lost', look: looking(claim) };
  const last = newestEvent(related.events, [claim.metadata.uid]);
  if (last?.reason === 'WaitForFirstConsumer') {
    return { state: 'ready', message: 'the claim is bound when a pod uses it' };
  }
  return notReady('not bound', claimBlocker(claim, related));
}

/**
 * Why a claim is not bound. The StorageClass is not read, because an account that deploys to a namespace may not read
 * it.
 */
export function claimBlocker(claim: LiveObject, { events }: RelatedObjects): Blocker | undefined {
  const last = newestEvent(events, [claim.metadata.uid]);
  if (last?.reason !== 'ProvisioningFailed' && last?.reason !== 'FailedBinding') return undefined;
  const isWithoutClass = /storageclass\S* "[^"]*" not found/.test(last.message);
  return { message: last.message, isFatal: isWithoutClass || last.count >= patience, look: looking(claim) };
}

function looking({ metadata }: LiveObject): string {
  return `describe persistentvolumeclaim/${metadata.name}`;
}
