import { change, type Fields, withoutEmpty } from './fields';

/** The metadata of an object or of a template, without the empty fields that a server does not store. */
export function metadata(fields: Fields): Fields {
  const lists = ['labels', 'annotations', 'finalizers', 'ownerReferences'];
  return withoutEmpty(
    change(fields, 'metadata', (inner) => withoutEmpty(inner, lists)),
    ['metadata'],
  );
}
