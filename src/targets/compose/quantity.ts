import { quantityOf } from '../../model/quantity';

/**
 * A quantity of bytes for Compose, whose units are powers of two: `256Mi` becomes `256M`, and `1M` becomes `1000000`.
 */
export function bytesText(quantity: string): string {
  const bytes = Math.ceil(numberOf(quantity));
  const unit = ['G', 'M', 'K'].find((_, step) => bytes > 0 && bytes % 1024 ** (3 - step) === 0);
  return unit === undefined ? plain(bytes) : `${plain(bytes / 1024 ** ('KMG'.indexOf(unit) + 1))}${unit}`;
}

/** A quantity of cores as the decimal number that Compose expects: `500m` becomes `0.5`. */
export function coresText(quantity: string): string {
  return numberOf(quantity)
    .toFixed(9)
    .replace(/\.?0{1,9}$/, '');
}

/** The number that a quantity of the model stands for. The schema has checked the form of the quantity. */
export function numberOf(quantity: string): number {
  return quantityOf(quantity) ?? Number.NaN;
}

/** A number as whole digits, without an exponent. */
function plain(value: number): string {
  return BigInt(value).toString();
}
