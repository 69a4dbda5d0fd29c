import { all, each, fields, type Limit, type Limits, needs, oneOf, textThat, together } from './limit';
import { quantity } from './quantities';
import { annotations, labelName, labels, labelValue, qualifiedName } from './texts';

const standardFinalizers = ['orphan', 'foregroundDeletion', 'kubernetes'];

const time = textThat(
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  'a time such as 2027-01-02T15:04:05Z',
);

const condition = together(({ operator, values }, say) => {
  const count = Array.isArray(values) ? values.length : 0;
  const isList = operator === 'In' || operator === 'NotIn';
  if (isList && count === 0) say(`entries in \`values\`, because \`operator\` is \`${operator}\``);
  if (!isList && count > 0) say(`no \`values\`, because \`operator\` is \`${operator}\``);
});

const metadata = fields({
  ...{ labels, annotations, namespace: labelName, creationTimestamp: time, deletionTimestamp: time },
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

/** The metadata of an object whose kind has no schema that says what is text. */
export const metadataOfAnyKind: Limit = fields({
  metadata: all(metadata, fields({ labels: each(text), annotations: each(text) })),
});

/** What objects of all kinds have, and texts with a form. */
export const general: Limits = {
  'apimachinery.pkg.apis.meta.v1.ObjectMeta': metadata,
  'apimachinery.pkg.apis.meta.v1.OwnerReference': needs('apiVersion', 'kind', 'name', 'uid'),
  'apimachinery.pkg.apis.meta.v1.LabelSelector': fields({ matchLabels: labels }),
  'apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement': all(
    fields({ key: qualifiedName, operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: each(labelValue) }),
    condition,
  ),
  'apimachinery.pkg.api.resource.Quantity': quantity,
  'api.rbac.v1.PolicyRule': all(
    needs('verbs'),
    together(({ nonResourceURLs, apiGroups, resources }, say) => {
      if (Array.isArray(nonResourceURLs) && nonResourceURLs.length > 0) return;
      needs('apiGroups', 'resources')({ apiGroups, resources }, say);
    }),
  ),
};
