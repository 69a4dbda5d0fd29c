import { isMap } from '../data/merge';
import type { Fields } from '../equivalence/fields';
import { revisionAnnotation, withoutServerMetadata } from '../kubernetes/server-fields';
import { lastApplied } from '../targets/kubernetes/object-copies';

/** An object without what a server, controllers and kubectl put into it, and that nobody declares. */
export function withoutServerFields(object: Fields): Fields {
  const { status: _, metadata, ...declared } = object;
  if (!isMap(metadata)) return metadata === undefined ? declared : { ...declared, metadata };
  const { deletionTimestamp: __, deletionGracePeriodSeconds: ___, ...kept } = metadata;
  return { ...declared, metadata: withoutServerMetadata(kept, [lastApplied, revisionAnnotation]) };
}
