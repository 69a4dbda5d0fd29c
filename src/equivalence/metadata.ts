import { change, type Fields, withoutEmpty } from './fields';

/** The metadata of an object, or of a template, without what the server does not keep when it is empty. */
export function metadata(fields: Fields): Fields {
  const lists = ['labels', 'annotations', 'finalizers', 'ownerReferences'];
  return withoutEmpty(
    change(fields, 'metadata', (inner) => withoutEmpty(inner, lists)),
    ['metadata'],
  );
}
