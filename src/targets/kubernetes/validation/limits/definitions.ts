import { isMap, mapsIn, valueAt } from '../../../../data/merge';
import { encoded, reviewVersions } from './admission';
import {
  all,
  atMost,
  below,
  between,
  distinct,
  each,
  type Fields,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  missing,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import { structuralSchema } from './structural-schema';
import { domain, kindName, nameFromLetter, objectName } from './texts';

const group = 'apiextensions-apiserver.pkg.apis.apiextensions.v1';

const names: Limit = all(
  needs('plural', 'kind'),
  fields({
    ...{ plural: nameFromLetter, singular: nameFromLetter, kind: kindName, listKind: kindName },
    shortNames: each(all(nameFromLetter, notEmpty('a name'))),
    categories: each(all(nameFromLetter, notEmpty('a name'))),
  }),
  together(({ kind, listKind }, say) => {
    if (!isAbsent(kind) && kind === listKind) say('another name than `kind`', ['listKind']);
  }),
);

const deprecation: Limit = together(({ deprecated, deprecationWarning: warning }, say) => {
  if (warning === undefined || warning === null) return;
  const fits = typeof warning !== 'string' || /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,256}$/u.test(warning);
  if (deprecated !== true) say('no value, because the version is not deprecated', ['deprecationWarning']);
  else if (!fits) say('one line of at most 256 characters', ['deprecationWarning']);
});

/** The fields that selectors can name. Each of them has to be a single value of the schema. */
const selected: Limit = together(({ schema, selectableFields }, say) => {
  for (const [index, field] of stepsOf(selectableFields)) {
    const { jsonPath } = (field ?? {}) as Fields;
    if (typeof jsonPath !== 'string' || jsonPath === '') continue;
    const steps = jsonPath.split('.').slice(1);
    const found = valueAt(schema, ['openAPIV3Schema', ...steps.flatMap((step) => ['properties', step])]);
    const { type } = (found ?? {}) as Fields;
    const isSingle = type === 'string' || type === 'boolean' || type === 'integer';
    if (!jsonPath.startsWith('.') || steps[0] === 'metadata' || !isSingle) {
      say('a path of a text, a whole number or a boolean in the schema', ['selectableFields', index, 'jsonPath']);
    }
  }
});

const version: Limit = all(
  needs('name', 'schema'),
  fields({ name: nameFromLetter, selectableFields: all(distinct('jsonPath'), atMost(8, 'fields')) }),
  deprecation,
  together(({ schema, subresources }, say) => {
    const { openAPIV3Schema } = (schema ?? {}) as Fields;
    const hasStatus = isMap(subresources) && !isAbsent(subresources.status);
    if (isMap(schema) && isAbsent(openAPIV3Schema)) say(missing, ['schema', 'openAPIV3Schema']);
    structuralSchema(hasStatus)(openAPIV3Schema, below(say, 'schema', 'openAPIV3Schema'));
  }),
  selected,
);

const versions: Limit = all(distinct('name'), (list, say) => {
  const all = mapsIn(list);
  if (all.filter(({ storage }) => storage === true).length !== 1) say('exactly one version with `storage: true`');
});

const pathBelow = (...starts: readonly string[]) =>
  textThat((path) => starts.some((start) => path.startsWith(start)), `a path that starts with ${starts.join(' or ')}`);

const conversion: Limit = all(
  needs('strategy'),
  fields({
    strategy: oneOf('None', 'Webhook'),
    webhook: all(needs('conversionReviewVersions'), fields({ conversionReviewVersions: reviewVersions })),
  }),
  together(({ strategy, webhook }, say) => {
    if (strategy === 'Webhook') {
      if (isAbsent(webhook)) return say(missing, ['webhook']);
      needs('clientConfig')(webhook, below(say, 'webhook'));
    } else if (!isAbsent(webhook)) say('no value, because `strategy` is not `Webhook`', ['webhook']);
  }),
);

/** The name of an object that is made of the values of its fields. */
function nameOfParts(separator: (spec: Fields) => readonly unknown[]): Limit {
  return together(({ metadata, spec }, say) => {
    const parts = separator((spec ?? {}) as Fields);
    const { name } = (metadata ?? {}) as Fields;
    const expected = parts.join('.');
    if (parts.every((part) => typeof part === 'string') && !isAbsent(name) && name !== expected) {
      say(`\`${expected}\``, ['metadata', 'name']);
    }
  });
}

const isProtected = (name: unknown) => /(^|\.)(k8s|kubernetes)\.io$/.test(String(name));

/** A CustomResourceDefinition in a group of the Kubernetes project has an annotation that names its approval. */
const approved: Limit = together(({ metadata, spec }, say) => {
  const annotation = 'api-approved.kubernetes.io';
  const { annotations } = (metadata ?? {}) as { annotations?: Fields };
  const found = annotations?.[annotation];
  if (!isProtected((spec as Fields | undefined)?.group)) return;
  const fits =
    typeof found === 'string' && (/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(found) || found.startsWith('unapproved'));
  if (!fits) say(`the annotation ${annotation}, because the group is one of Kubernetes`, ['spec', 'group']);
});

export const definition: Limit = all(
  nameOfParts(({ names, group }) => [(names as Fields | undefined)?.plural, group]),
  approved,
);

export const apiService: Limit = all(
  needs('spec'),
  nameOfParts(({ version, group }) => [version ?? '', group ?? '']),
);

/** The conditions for CustomResourceDefinitions and APIServices. */
export const definitions: Limits = {
  [`${group}.CustomResourceDefinitionSpec`]: all(
    needs('group', 'scope', 'versions'),
    fields({
      ...{ group: domain(2), scope: oneOf('Cluster', 'Namespaced'), versions },
      preserveUnknownFields: (value, say) => {
        if (value === true) say('`false`; in a schema, `x-kubernetes-preserve-unknown-fields: true` keeps fields');
      },
    }),
  ),
  [`${group}.CustomResourceDefinitionNames`]: names,
  [`${group}.CustomResourceDefinitionVersion`]: version,
  [`${group}.CustomResourceConversion`]: conversion,
  [`${group}.CustomResourceColumnDefinition`]: all(
    needs('name', 'type', 'jsonPath'),
    fields({
      type: oneOf('boolean', 'date', 'integer', 'number', 'string'),
      format: oneOf('byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'),
      jsonPath: pathBelow('.'),
    }),
  ),
  [`${group}.CustomResourceSubresourceScale`]: all(
    needs('specReplicasPath', 'statusReplicasPath'),
    fields({
      ...{ specReplicasPath: pathBelow('.spec.'), statusReplicasPath: pathBelow('.status.') },
      labelSelectorPath: pathBelow('.spec.', '.status.'),
    }),
  ),
  [`${group}.SelectableField`]: needs('jsonPath'),
  'kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec': all(
    needs('version'),
    fields({
      ...{ group: objectName, version: nameFromLetter, caBundle: encoded },
      ...{ groupPriorityMinimum: between(1, 20_000), versionPriority: between(1, 1000) },
      service: all(needs('name', 'namespace'), fields({ port: between(1, 65_535) })),
    }),
    needs('groupPriorityMinimum', 'versionPriority'),
    together(({ group: own, version: name, service, caBundle, insecureSkipTLSVerify }, say) => {
      if (isAbsent(own) && name !== 'v1') say(missing, ['group']);
      const isOpen = insecureSkipTLSVerify === true;
      if (isOpen && !isAbsent(caBundle)) say('no value beside `caBundle`', ['insecureSkipTLSVerify']);
      if (!isAbsent(service)) return;
      if (isOpen) say('no value without a `service`', ['insecureSkipTLSVerify']);
      if (!isAbsent(caBundle)) say('no value without a `service`', ['caBundle']);
    }),
  ),
};
