const factors: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/**
 * The number that a quantity of Kubernetes stands for: `500m` → 0.5, `1Ki` → 1024, `1e3` → 1000. Undefined for a value
 * that is no quantity.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: unknown): number | undefined {
  const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([KMGTPE]i|[numkMGTPE])?$/.exec(String(value));
  const factor = factors[match?.[2] ?? ''];
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}

const powers: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The exact value of a valid quantity in billionths, which Kubernetes rounds up to. */
export function billionthsOf(quantity: string): bigint {
  const [, whole = '', fraction = '', exponent = '0', unit = ''] =
    /^\+?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?([KMGTPE]i|[numkMGTPE])?$/.exec(quantity) ?? [];
  const digits = BigInt(`${whole}${fraction}` || 0) * 1024n ** BigInt(binary.indexOf(unit) + 1);
  const power = Number(exponent) + (powers[unit] ?? 0) - fraction.length + 9;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}
