import { all, each, fields, type Limit, type Limits, needs, textThat } from './limit';
import { quantity } from './quantities';
import { annotations, labelName, labels } from './texts';

const standardFinalizers = ['orphan', 'foregroundDeletion', 'kubernetes'];

/** A text in the form of a time. An empty text counts as missing. */
function timeLike(pattern: RegExp, example: string): Limit {
  return (value, say) => {
    if (typeof value === 'string' && !pattern.test(value)) say(`a time such as ${example}`);
  };
}

const time = timeLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, '2027-01-02T15:04:05Z');
const microTime = timeLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/, '2027-01-02T15:04:05.000000Z');

const metadata = fields({
  ...{ labels, annotations, namespace: labelName },
  finalizers: each(
    textThat(
      (name) => name.includes('/') || standardFinalizers.includes(name),
      'a finalizer with a prefix, such as example.org/cleanup',
    ),
  ),
});

const text: Limit = (value, say) => {
  if (typeof value !== 'string' && value !== null) say('text');
};

/** The metadata of an object whose kind has no schema, so that the types of the fields are checked here too. */
export const metadataOfAnyKind: Limit = fields({
  metadata: all(
    metadata,
    fields({ labels: each(text), annotations: each(text), creationTimestamp: time, deletionTimestamp: time }),
  ),
});

/** The conditions for what objects of all kinds have, and for texts in a certain form. */
export const general: Limits = {
  'apimachinery.pkg.apis.meta.v1.ObjectMeta': metadata,
  'apimachinery.pkg.apis.meta.v1.OwnerReference': needs('apiVersion', 'kind', 'name', 'uid'),
  'apimachinery.pkg.api.resource.Quantity': quantity,
  'apimachinery.pkg.apis.meta.v1.Time': time,
  'apimachinery.pkg.apis.meta.v1.MicroTime': microTime,
};
