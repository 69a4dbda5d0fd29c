import { isMap, mapsIn, ownValue } from '../../../../data/merge';
import { billionthsOf } from '../../../../model/quantity';
import {
  all,
  below,
  distinct,
  each,
  type Fields,
  fields,
  keys,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import { amount, compareQuantities, isDevice, isQuantity, resourceName, signedBillionthsOf } from './quantities';
import { condition } from './selectors';
import { isQualified } from './texts';

const sides = ['requests', 'limits'];
const computed = ['cpu', 'memory', ...sides.flatMap((side) => [`${side}.cpu`, `${side}.memory`])];
const storage = ['ephemeral-storage', ...sides.map((side) => `${side}.ephemeral-storage`), 'requests.storage'];
const counted = [
  ...['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
];
const ofQuotas = [...computed, ...storage, ...counted];

const isPages = (name: string) => /^(requests\.)?hugepages-/.test(name);

/**
 * The name of what a quota limits: a resource of Kubernetes itself, or a name with a prefix, such as
 * `count/jobs.batch`.
 */
const quotaName = textThat(
  (name) => isQualified(name) && (name.includes('/') || ofQuotas.includes(name) || isPages(name)),
  'a resource that a quota can limit, such as pods, requests.cpu or count/jobs.batch',
);

/** The name of what an entry of a LimitRange limits, for pods, claims and other types. */
const limitedName = textThat(
  (name) => isQualified(name) && (name.includes('/') || [...ofQuotas, 'storage'].includes(name) || isPages(name)),
  'a resource such as cpu, memory or storage',
);

const wholeCounts: Limit = together((amounts, say) => {
  for (const [name, value] of Object.entries(amounts)) {
    if (!(counted.includes(name) || isDevice(name)) || !isQuantity(value) || String(value).startsWith('-')) continue;
    // Kubernetes compares the values in thousandths.
    if ((billionthsOf(String(value)) / 1_000_000n) % 1000n !== 0n) say('a whole number', [name]);
  }
});

const scopes: Readonly<Record<string, readonly string[]>> = {
  ...{
    Terminating: [...computed, 'pods'],
    NotTerminating: [...computed, 'pods'],
    NotBestEffort: [...computed, 'pods'],
  },
  ...{ PriorityClass: [...computed, 'pods'], CrossNamespacePodAffinity: [...computed, 'pods'], BestEffort: ['pods'] },
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};

/** The scopes that select pods by themselves, and that have no values. */
const withoutValues = Object.keys(scopes).filter(
  (scope) => !['PriorityClass', 'VolumeAttributesClass'].includes(scope),
);

const scopesFit: Limit = together(({ hard, scopes: list, scopeSelector }, say) => {
  const conditions = mapsIn((scopeSelector as Fields | undefined)?.matchExpressions);
  for (const [place, named] of [
    ['scopes', Array.isArray(list) ? list : []],
    ['scopeSelector', conditions.map(({ scopeName }) => scopeName)],
  ] as const) {
    for (const [one, other] of [
      ['BestEffort', 'NotBestEffort'],
      ['Terminating', 'NotTerminating'],
    ] as const) {
      if (named.includes(one) && named.includes(other)) say(`either \`${one}\` or \`${other}\``, [place]);
    }
    for (const scope of named) {
      const about = Object.hasOwn(scopes, String(scope)) ? scopes[String(scope)] : undefined;
      const other = Object.keys(isMap(hard) ? hard : {}).find(
        (name) => about && (ofQuotas.includes(name) || isPages(name)) && !about.includes(name),
      );
      if (other !== undefined) say(`no scope \`${scope}\`, because \`hard\` limits ${other}`, [place]);
    }
  }
});

const scope = oneOf(...Object.keys(scopes));

/** The amounts of one entry of a LimitRange, which must fit each other for each resource. */
const amountsFit: Limit = together((entry, say) => {
  const amounts = (name: string) => (isMap(entry[name]) ? (entry[name] as Fields) : {});
  const [max, min, limit, request] = [amounts('max'), amounts('min'), amounts('default'), amounts('defaultRequest')];
  const ratios = amounts('maxLimitRequestRatio');
  const ordered = [
    ...[
      ['min', min, 'max', max],
      ['min', min, 'defaultRequest', request],
      ['defaultRequest', request, 'max', max],
    ],
    ...[
      ['defaultRequest', request, 'default', limit],
      ['min', min, 'default', limit],
      ['default', limit, 'max', max],
    ],
  ] as const;
  for (const [name, lower, otherName, higher] of ordered as readonly (readonly [string, Fields, string, Fields])[]) {
    for (const [resource, value] of Object.entries(lower)) {
      const most = ownValue(higher, resource);
      if (most !== undefined && compareQuantities(value, most) > 0) {
        say(`at most the amount in \`${otherName}\`, ${most}`, [name, resource]);
      }
    }
  }
  for (const [resource, value] of Object.entries(request)) {
    const isWhole = isDevice(resource) || resource.startsWith('hugepages-');
    const most = ownValue(limit, resource);
    if (!isWhole || most === undefined || compareQuantities(value, most) === 0) continue;
    say(`the amount in \`default\`, ${most}`, ['defaultRequest', resource]);
  }
  for (const [resource, ratio] of Object.entries(ratios)) {
    if (compareQuantities(ratio, '1') < 0) {
      say('a ratio of 1 or more', ['maxLimitRequestRatio', resource]);
    } else if (isAbove(ratio, ownValue(max, resource), ownValue(min, resource))) {
      say('at most the amount in `max` divided by that in `min`', ['maxLimitRequestRatio', resource]);
    }
  }
});

function isAbove(ratio: unknown, max: unknown, min: unknown): boolean {
  const amounts = [ratio, max, min].map(String);
  if (!amounts.every(isQuantity)) return false;
  const [times, most, least] = amounts.map((text) => Number(signedBillionthsOf(text))) as [number, number, number];
  return times / 1e9 > most / least;
}

const limitTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

const fitsType: Limit = together((entry, say) => {
  const { type } = entry;
  const isOfPods = type === 'Pod' || type === 'Container';
  for (const name of ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']) {
    if (type === 'Pod' && name.startsWith('default')) {
      if (stepsOf(entry[name]).length > 0) say('no value, because `type` is `Pod`', [name]);
    } else keys(isOfPods ? resourceName : limitedName)(entry[name], below(say, name));
  }
  if (type !== 'PersistentVolumeClaim') return;
  const isLimited = [entry.max, entry.min].some((amounts) => isMap(amounts) && amounts.storage !== undefined);
  if (!isLimited) say('an amount of `storage` in `max` or `min`');
});

/** The conditions for ResourceQuotas and LimitRanges. */
export const quotas: Limits = {
  'api.core.v1.ResourceQuotaSpec': all(
    fields({ hard: all(keys(quotaName), each(amount), wholeCounts), scopes: each(all(scope, notEmpty('a scope'))) }),
    scopesFit,
  ),
  'api.core.v1.ScopedResourceSelectorRequirement': all(
    needs('scopeName'),
    fields({ scopeName: scope }),
    condition,
    together(({ scopeName, operator }, say) => {
      if (withoutValues.includes(String(scopeName)) && operator !== 'Exists') {
        say(`\`Exists\`, because \`scopeName\` is \`${scopeName}\``, ['operator']);
      }
    }),
  ),
  'api.core.v1.LimitRangeSpec': fields({ limits: distinct('type') }),
  'api.core.v1.LimitRangeItem': all(
    needs('type'),
    fields({
      type: textThat(
        (name) => limitTypes.includes(name) || (name.includes('/') && isQualified(name)),
        `one of ${limitTypes.join(', ')}, or a name such as example.org/disk`,
      ),
    }),
    fitsType,
    amountsFit,
  ),
};
