import { isMap, ownValue } from '../../../../data/merge';
import { billionthsOf } from '../../../../model/quantity';
import { type Unusual, unusualBytes, unusualCores } from '../../../../model/unusual';
import { all, each, fields, isAbsent, keys, type Limit, textThat, together } from './limit';
import { isQualified } from './texts';

/**
 * The form of a quantity as Kubernetes writes it. The API server also accepts a quantity without digits, which is 0.
 */
const pattern = /^[+-]?(\d+(\.\d*)?|\.\d+)?([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;

export function isQuantity(value: unknown): boolean {
  return value !== '' && pattern.test(String(value));
}

export const quantity: Limit = (value, say) => {
  if (!isQuantity(value)) say('a quantity such as 500m, 0.5, 256Mi or 10Gi');
};

export function isZeroQuantity(value: unknown): boolean {
  return !/[1-9]/.test(String(value).replace(/[eE].*/, ''));
}

function isNegative(value: unknown): boolean {
  return String(value).startsWith('-') && !isZeroQuantity(value);
}

/** A quantity of 0 or more. */
export const amount: Limit = (value, say) => {
  if (isNegative(value)) say('an amount that is not negative');
};

/**
 * A quantity of cores or bytes that the API server accepts, but that nobody means. Values of a wrong form are reported
 * elsewhere.
 */
function quantityIsMeant(judge: (amount: string) => Unusual | undefined): Limit {
  return (value, say) => {
    const unusual = isQuantity(value) && !String(value).startsWith('-') ? judge(String(value)) : undefined;
    if (unusual) say(unusual);
  };
}

export const bytesAreMeant: Limit = quantityIsMeant(unusualBytes);

const resourcesAreMeant = fields({
  cpu: quantityIsMeant(unusualCores),
  memory: bytesAreMeant,
  'ephemeral-storage': bytesAreMeant,
});

/** A quantity of more than 0. */
export const positiveAmount: Limit = (value, say) => {
  if (isNegative(value) || isZeroQuantity(value)) say('a size of more than 0');
};

/**
 * Compares two quantities by value, as `sort` needs it. Texts that are no quantities are reported elsewhere, and count
 * as equal.
 */
export function compareQuantities(a: unknown, b: unknown): number {
  const [one, other] = [String(a), String(b)];
  if (![one, other].every(isQuantity)) return 0;
  const difference = signedBillionthsOf(one) - signedBillionthsOf(other);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** A quantity with its sign, as a multiple of a billionth. */
export function signedBillionthsOf(quantity: string): bigint {
  return quantity.startsWith('-') ? -billionthsOf(quantity.slice(1)) : billionthsOf(quantity);
}

const ownNames = ['cpu', 'memory', 'ephemeral-storage'];

/** Whether a resource is a device, and not a resource of Kubernetes itself. */
export function isDevice(name: string): boolean {
  return name.includes('/') && !/^([^/]*\.)?kubernetes\.io\//.test(name);
}

/** The name of a resource of containers: that of Kubernetes itself, or a name with a prefix. */
export const resourceName = textThat(
  (name) => {
    if (!name.includes('/')) return ownNames.includes(name) || /^hugepages-./.test(name);
    return isQualified(name) && (!isDevice(name) || (!name.startsWith('requests.') && isQualified(`requests.${name}`)));
  },
  `one of ${ownNames.join(', ')}, or a name such as nvidia.com/gpu`,
);

const wholeNumbers: Limit = together((amounts, say) => {
  for (const [name, value] of Object.entries(amounts)) {
    if (!isDevice(name) || !isQuantity(value) || String(value).startsWith('-')) continue;
    if (billionthsOf(String(value)) % 1_000_000_000n !== 0n) say('a whole number', [name]);
  }
});

/** The amounts of resources of a container, by the names of the resources. */
export const amountsOfContainer = all(keys(resourceName), each(amount), wholeNumbers);

/** The requests and limits of a container. */
export const containerResources: Limit = together(({ requests, limits }, say) => {
  for (const [side, values] of Object.entries({ requests, limits })) {
    all(amountsOfContainer, resourcesAreMeant)(values, (expected, below = []) => say(expected, [side, ...below]));
  }
  if (!isMap(requests)) return;
  for (const [name, request] of Object.entries(requests)) {
    const limit = isMap(limits) ? ownValue(limits, name) : undefined;
    const isWhole = isDevice(name) || name.startsWith('hugepages-');
    if (isAbsent(limit)) {
      if (isWhole) say('the same amount in `limits`, because it cannot be shared', ['requests', name]);
    } else if (isWhole) {
      if (compareQuantities(request, limit) !== 0) say(`the amount of \`limits\`, ${limit}`, ['requests', name]);
    } else if (compareQuantities(request, limit) > 0) say(`at most the limit, ${limit}`, ['requests', name]);
  }
});
