import type { LiveObject } from '../../cluster/cluster';
import { newest } from './happening';
import { type Judgement, notYet, type Related, type Trouble } from './judgement';

/** What a claim is told so often does not pass: it is tried every quarter of a minute. */
const patience = 3;

/** A claim is ready when it is bound, or when it waits for a pod that uses it. */
export function judgeClaim(claim: LiveObject, related: Related): Judgement {
  const { phase } = (claim as { status?: { phase?: string } }).status ?? {};
  if (phase === 'Bound') return { state: 'ready', message: 'bound' };
  if (phase === 'Lost') return { state: 'failed', message: 'its volume is lost', look: looking(claim) };
  const last = newest(related.events, [claim.metadata.uid]);
  if (last?.reason === 'WaitForFirstConsumer') {
    return { state: 'ready', message: 'it will be bound when a pod uses it' };
  }
  return notYet('not bound', claimTrouble(claim, related));
}

/** Why a claim is not bound. The class is not asked for: whoever deploys to a namespace may not read it. */
export function claimTrouble(claim: LiveObject, { events }: Related): Trouble | undefined {
  const last = newest(events, [claim.metadata.uid]);
  if (last?.reason !== 'ProvisioningFailed' && last?.reason !== 'FailedBinding') return undefined;
  const isWithoutClass = /storageclass\S* "[^"]*" not found/.test(last.message);
  return { message: last.message, isFatal: isWithoutClass || last.count >= patience, look: looking(claim) };
}

function looking({ metadata }: LiveObject): string {
  return `describe persistentvolumeclaim/${metadata.name}`;
}
