import type { ObjectDiff } from '../../actions/diff/live';
import { printable } from '../../diagnostics';

/**
 * The file of an object in a diff, as in `kubectl diff`: `apps.v1.Deployment.shop-prod.shop-api`. No name leads out of
 * the folder.
 */
export function fileNameOf({ apiVersion, kind, namespace = '', name }: ObjectDiff): string {
  return encodeURIComponent(printable([apiVersion.replace('/', '.'), kind, namespace, name].join('.')));
}
