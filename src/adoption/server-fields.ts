import { isMap } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';

/** Fields of the metadata that a server sets. */
const ofServer = ['creationTimestamp', 'uid', 'resourceVersion', 'generation', 'managedFields', 'selfLink'];

/** Annotations that kubectl and controllers write. */
const ofTools = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision'];

/** The object without what a server, controllers and kubectl put into it, and that nobody declares. */
export function withoutServerFields(object: Fields): Fields {
  const { status: _, ...declared } = object;
  return isMap(object.metadata) ? { ...declared, metadata: cleaned(object.metadata) } : declared;
}

function cleaned(metadata: Fields): Fields {
  const kept = Object.entries(metadata).filter(([key]) => !ofServer.includes(key));
  const annotations = Object.entries(fieldsOf(metadata.annotations)).filter(([key]) => !ofTools.includes(key));
  return {
    ...Object.fromEntries(kept.filter(([key]) => key !== 'annotations')),
    ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
  };
}
