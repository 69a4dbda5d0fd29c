/** Powers of ten and of two, by the suffix of a quantity. */
const factors: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, step) => [suffix, 1000 ** (step - 3)]),
  ),
  ...Object.fromEntries(['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, step) => [suffix, 1024 ** (step + 1)])),
};

/**
 * The number that a quantity of Kubernetes stands for: `500m` → 0.5, `1Ki` → 1024, `1e3` → 1000.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function numberOf(quantity: string): number {
  const [, number = '', suffix = ''] = /^(.*?)([numkMGTPE]|[KMGTPE]i)?$/.exec(quantity) ?? [];
  return Number(number) * (factors[suffix] ?? 1);
}

/** Whole bytes for Compose, whose units are powers of two: `256Mi` → `256M`, `1M` → `1000000`. */
export function bytesText(quantity: string): string {
  const bytes = Math.ceil(numberOf(quantity));
  const unit = ['G', 'M', 'K'].find((_, step) => bytes > 0 && bytes % 1024 ** (3 - step) === 0);
  return unit === undefined ? plain(bytes) : `${plain(bytes / 1024 ** ('KMG'.indexOf(unit) + 1))}${unit}`;
}

/** Cores as a decimal number, as Compose has them: `500m` → `0.5`. */
export function coresText(quantity: string): string {
  return numberOf(quantity)
    .toFixed(9)
    .replace(/\.?0+$/, '');
}

/** A whole number without an exponent. */
function plain(value: number): string {
  return BigInt(value).toString();
}
