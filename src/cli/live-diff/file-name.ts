import type { ObjectDiff } from '../../actions/diff/live';
import { printable } from '../../diagnostics';

/** `apps.v1.Deployment.shop-prod.shop-api`, as `kubectl diff` calls an object's file. No name leads out of a folder. */
export function fileNameOf({ apiVersion, kind, namespace = '', name }: ObjectDiff): string {
  return encodeURIComponent(printable([...apiVersion.split('/'), kind, namespace, name].join('.')));
}
