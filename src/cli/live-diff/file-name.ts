import type { ObjectDiff } from '../../actions/diff/live';

/** `apps.v1.Deployment.shop-prod.shop-api`, as `kubectl diff` calls an object's file. No name leads out of a folder. */
export function fileNameOf({ apiVersion, kind, namespace = '', name }: ObjectDiff): string {
  return encodeURIComponent([...apiVersion.split('/'), kind, namespace, name].join('.'));
}
