import { type Change, changed, changesOf } from '../changes';
import { examples } from '../examples';
import type { Subject } from '../subject';

/** For each kind: all that its schema suggests to change in the examples of the kind. */
export const kinds: readonly Subject[] = [...examples].map(([type, all]) => ({
  name: nameOf(type),
  object: (change: Change) => changed(all[change.of ?? 0] as object, change),
  seeds: changesOf(all),
}));

/** Such as `kind-csi-driver` for `storage.k8s.io/v1 CSIDriver`. */
function nameOf(type: string): string {
  const [apiVersion = '', kind = ''] = type.split(' ');
  const version = apiVersion.replace(/^.*\//, '');
  const words = kind.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
  return `kind-${words}${version === 'v1' ? '' : `-${version}`}`;
}
