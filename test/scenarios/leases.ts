import { hostname } from 'node:os';
import type { LiveObject } from '../../src/cluster/cluster';
import { processHasEnded } from '../../src/files/lock-owner';
import { deadOwner } from '../helpers/owner';
import type { Ground } from './ground';
import type { Shop } from './shop';

const [apiVersion, kind] = ['coordination.k8s.io/v1', 'Lease'];

/** Leaves the lease of a shop as some other deploy would. */
export async function leave(
  ground: Ground,
  { namespace }: Shop,
  holderIdentity: string,
  renewTime = '2026-01-01T00:00:00.000000Z',
): Promise<void> {
  const spec = { holderIdentity, leaseDurationSeconds: 15, renewTime };
  const metadata = { name: 'towpath.shop', namespace };
  await ground.by('somebody').apply({ apiVersion, kind, metadata, spec }, { force: true });
}

/** Leaves the lease of a shop as a deploy on this machine that was killed. */
export function leaveDead(ground: Ground, shop: Shop): Promise<void> {
  return leave(ground, shop, `somebody@${hostname()}/${deadOwner()}`);
}

/** Whether a deploy holds the lease of a shop that was not killed. */
export async function isHeld(shop: Shop): Promise<boolean> {
  const holder = (await holderOf(shop)) ?? '';
  return holder !== '' && processHasEnded(holder.split('/').at(-1) ?? '') !== true;
}

function leaseOf({ cluster, namespace }: Shop): Promise<LiveObject | undefined> {
  return cluster.get({ apiVersion, kind, namespace, name: 'towpath.shop' });
}

/** Who holds the lease of a shop; empty when nobody does. */
export async function holderOf(shop: Shop): Promise<string | undefined> {
  const { holderIdentity } = ((await leaseOf(shop))?.spec ?? {}) as { readonly holderIdentity?: string };
  return holderIdentity;
}
