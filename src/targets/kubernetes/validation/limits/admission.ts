import { isBase64 } from '../base64';
import {
  all,
  atMost,
  below,
  between,
  chosenBy,
  distinct,
  each,
  exactlyOne,
  fields,
  isMet,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  textThat,
  together,
  unequal,
} from './limit';
import { domain, kindName, nameFromLetter, objectName, pathSegment, qualifiedName } from './texts';

/** A list of words in which the word `*` excludes all others. */
const wildcardAlone: Limit = (list, say) => {
  if (Array.isArray(list) && list.length > 1 && list.includes('*')) say('`*` without other entries');
};

/** A list of resources and their parts: `pods`, `pods/log`, `pods/*`, `*\/scale`, `*` and `*\/*`. */
const resources: Limit = (list, say) => {
  if (!Array.isArray(list)) return;
  const names = list.filter((name) => typeof name === 'string');
  if (names.length > 1 && names.includes('*/*')) say('`*/*` without other entries');
  // Among the entries without a part, the API server looks only at the last one.
  const whole = names.filter((name) => !name.includes('/') && name !== '');
  if (names.includes('*') && whole.at(-1) !== '*') say('`*` without other resources');
  const seen = new Set<string>();
  for (const [index, name] of list.entries()) {
    const [, resource, part] = /^([^/]*)\/(.*)$/.exec(String(name)) ?? [];
    if (resource === undefined) continue;
    const covered = [`${resource}/*`, `*/${part}`].find((one) => seen.has(one));
    if (covered !== undefined) say(`no entry that \`${covered}\` covers`, [index]);
    seen.add(String(name));
  }
};

const operation = all(oneOf('*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'), notEmpty('an operation'));

const rule: Limit = all(
  needs('operations', 'apiGroups', 'apiVersions', 'resources'),
  fields({
    operations: all(each(operation), wildcardAlone),
    apiGroups: wildcardAlone,
    apiVersions: all(each(notEmpty('a version')), wildcardAlone),
    resources: all(each(notEmpty('a resource')), resources),
    scope: all(oneOf('Cluster', 'Namespaced', '*'), notEmpty('a scope')),
  }),
);

/** The versions of reviews that a webhook can read. */
export const reviewVersions: Limit = all(each(all(nameFromLetter, notEmpty('a version'))), unequal, (list, say) => {
  const isKnown = Array.isArray(list) && (list.includes('v1') || list.includes('v1beta1'));
  if (Array.isArray(list) && list.length > 0 && !isKnown) say('`v1` or `v1beta1` among the entries');
});

const secureAddress: Limit = (value, say) => {
  const expected = 'an address such as https://hooks.example.org/a, without a user, a query or a fragment';
  if (typeof value !== 'string') return;
  if (!/^https:\/\/[^/?#@]+(\/[^?#]*)?$/i.test(value) || !URL.canParse(value)) say(expected);
};

/** A path of a Service: names of objects with `/` between them. */
const servicePath = textThat((path) => {
  if (path === '/') return true;
  const steps = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  return path.startsWith('/') && steps.every((step) => step !== '' && isMet(objectName, step));
}, 'a path such as /validate, of names with a-z, 0-9, `-` and `.`');

/** A reference to a Service, and whether its port is right. */
const service = all(needs('name', 'namespace'), fields({ path: servicePath, port: between(1, 65535) }));

/** A text that holds certificates as base64. */
export const encoded: Limit = (value, say) => {
  if (typeof value === 'string' && !isBase64(value)) say('base64');
};

/** The address of a webhook, which is either a URL or a Service. */
const client = all(exactlyOne(['url', 'service']), fields({ url: secureAddress, caBundle: encoded }));

const spoken =
  (words: string): Limit =>
  (value, say) => {
    if (typeof value === 'string' && value.trim() === '') say(words);
  };

const conditions = all(distinct('name'), atMost(64, 'conditions'));
const failurePolicy = all(oneOf('Ignore', 'Fail'), notEmpty('a policy'));
const matchPolicy = all(oneOf('Exact', 'Equivalent'), notEmpty('a policy'));
const reinvocationPolicy = all(oneOf('Never', 'IfNeeded'), notEmpty('a policy'));

const webhook: Limit = all(
  needs('name', 'sideEffects', 'admissionReviewVersions'),
  fields({
    ...{ name: domain(3), failurePolicy, matchPolicy, reinvocationPolicy, timeoutSeconds: between(1, 30) },
    ...{ sideEffects: oneOf('None', 'NoneOnDryRun'), admissionReviewVersions: reviewVersions },
    matchConditions: conditions,
  }),
);

export const webhooksDiffer: Limit = fields({ webhooks: distinct('name') });

const apiVersion = textThat((text) => {
  const parts = text.split('/');
  const [version = '', group = 'a'] = parts.reverse();
  return (
    parts.length < 3 && version !== '' && isMet(nameFromLetter, version) && group !== '' && isMet(objectName, group)
  );
}, 'a version such as v1 or example.org/v1');

const policy: Limit = all(
  needs('matchConstraints'),
  fields({ failurePolicy, matchConditions: conditions, matchConstraints: needs('resourceRules') }),
);

const mutating: Limit = fields({
  resourceRules: each(fields({ operations: each(oneOf('*', 'CREATE', 'UPDATE', 'CONNECT')) })),
});

/** A mutation has the patch that its field `patchType` names, and no other. */
const mutation = chosenBy('patchType', { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' });

const binding: Limit = all(needs('policyName'), fields({ policyName: objectName }));

const validationActions: Limit = all(
  each(all(oneOf('Deny', 'Warn', 'Audit'), notEmpty('an action'))),
  unequal,
  (list, say) => {
    if (Array.isArray(list) && list.includes('Deny') && list.includes('Warn')) say('either `Deny` or `Warn`');
  },
);

/**
 * The audit annotations of a policy. The key of each of them, together with the policy's name, makes the name of an
 * annotation.
 */
export const auditKeys: Limit = together(({ metadata, spec }, say) => {
  const { name } = (metadata ?? {}) as { name?: unknown };
  const { auditAnnotations } = (spec ?? {}) as { auditAnnotations?: unknown };
  if (typeof name !== 'string') return;
  each(
    fields({
      key: textThat((key) => isMet(qualifiedName, `${name}/${key}`), 'the second part of the name of an annotation'),
    }),
  )(auditAnnotations, below(say, 'spec', 'auditAnnotations'));
});

const line = textThat((text) => text.trim() !== '' && !/[\r\n]/.test(text.trim()), 'a message of one line');

const group = 'api.admissionregistration.v1';

/**
 * The conditions for webhooks and policies of admission. Expressions are not among them, because only the API server
 * reads those.
 */
export const admission: Limits = {
  [`${group}.ValidatingWebhook`]: webhook,
  [`${group}.MutatingWebhook`]: webhook,
  [`${group}.RuleWithOperations`]: rule,
  [`${group}.NamedRuleWithOperations`]: all(rule, fields({ resourceNames: all(each(pathSegment), unequal) })),
  [`${group}.WebhookClientConfig`]: client,
  [`${group}.ServiceReference`]: service,
  'apiextensions-apiserver.pkg.apis.apiextensions.v1.WebhookClientConfig': client,
  'apiextensions-apiserver.pkg.apis.apiextensions.v1.ServiceReference': service,
  [`${group}.MatchCondition`]: all(
    needs('name', 'expression'),
    fields({ name: qualifiedName, expression: spoken('an expression') }),
  ),
  [`${group}.MatchResources`]: fields({ matchPolicy }),
  [`${group}.ParamKind`]: all(needs('apiVersion', 'kind'), fields({ apiVersion, kind: kindName })),
  [`${group}.ParamRef`]: all(
    exactlyOne(['name', 'selector']),
    needs('parameterNotFoundAction'),
    fields({ name: pathSegment, parameterNotFoundAction: oneOf('Allow', 'Deny') }),
  ),
  [`${group}.Variable`]: all(
    needs('name', 'expression'),
    fields({
      name: textThat((name) => /^[_a-zA-Z]\w*$/.test(name), 'a name of letters, digits and `_`, no digit first'),
      expression: spoken('an expression'),
    }),
  ),
  [`${group}.Validation`]: all(
    needs('expression'),
    fields({
      ...{ expression: spoken('an expression'), message: line },
      messageExpression: textThat((text) => text.trim() !== '', 'an expression'),
      reason: all(oneOf('Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'), notEmpty('a reason')),
    }),
  ),
  [`${group}.AuditAnnotation`]: all(
    needs('key', 'valueExpression'),
    fields({
      valueExpression: all(
        spoken('an expression'),
        textThat((text) => text.trim().length <= 5 * 1024, 'at most 5 KiB'),
      ),
    }),
  ),
  [`${group}.ValidatingAdmissionPolicySpec`]: all(
    policy,
    fields({ auditAnnotations: all(distinct('key'), atMost(20, 'annotations')) }),
    together((spec, say) => {
      const isFilled = [spec.validations, spec.auditAnnotations].some((list) => Array.isArray(list) && list.length > 0);
      if (!isFilled) say('`validations` or `auditAnnotations`');
    }),
  ),
  [`${group}.ValidatingAdmissionPolicyBindingSpec`]: all(
    binding,
    needs('validationActions'),
    fields({ validationActions }),
  ),
  [`${group}.MutatingAdmissionPolicySpec`]: all(
    policy,
    needs('mutations', 'reinvocationPolicy'),
    fields({ reinvocationPolicy, matchConstraints: mutating }),
  ),
  [`${group}.MutatingAdmissionPolicyBindingSpec`]: binding,
  [`${group}.Mutation`]: all(needs('patchType'), mutation),
  [`${group}.JSONPatch`]: all(needs('expression'), fields({ expression: spoken('an expression') })),
  [`${group}.ApplyConfiguration`]: all(needs('expression'), fields({ expression: spoken('an expression') })),
};
