import { change, changeAll, type Fields } from './fields';

const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The decimal places of the smallest amount that a quantity can express. */
const nano = 9;

/**
 * Writes a quantity as a plain number without suffix: `1.5Gi` → `1610612736`, `1000m` → `1`. Further decimal places are
 * rounded up. A value that is no quantity stays as it is.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go
 */
export function byValue(quantity: unknown, places = nano): unknown {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return quantity;
  const match = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+)|([KMGTPE]i|[numkMGTPE]?))$/.exec(String(quantity));
  if (!match) return quantity;
  const [, sign, digits = '', exponent, suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = (exponent === undefined ? (decimal[suffix] ?? 0) : Number(exponent)) + places - fraction.length;
  // No cluster has such an amount, and the arithmetic would take too long.
  if (Math.abs(shift) > 1000) return quantity;
  const factor = binary.includes(suffix) ? 1024n ** BigInt(binary.indexOf(suffix) + 1) : 1n;
  const amount = BigInt(whole + fraction) * factor;
  return `${amount > 0n ? sign?.replace('+', '') : ''}${shown(scaled(amount, shift, sign === '-'), places)}`;
}

/** The amount in units of the last decimal place, rounded up. */
function scaled(amount: bigint, shift: number, isNegative: boolean): bigint {
  if (shift >= 0) return amount * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return amount / divisor + (amount % divisor > 0n && !isNegative ? 1n : 0n);
}

function shown(amount: bigint, places: number): string {
  const digits = amount.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/(?<!0)0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}

/** Normalizes a map of amounts. A server rounds them up to thousandths. */
function resourceList(amounts: Fields): Fields {
  return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, byValue(amount, 3)]));
}

/** Normalizes the resources of a container, a pod or a claim. */
export function resources(fields: Fields): Fields {
  return change(fields, 'resources', (inner) => changeAll(inner, ['requests', 'limits'], resourceList));
}
