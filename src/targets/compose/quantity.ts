import { quantityOf } from '../../model/quantity';

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
    .replace(/\.?0{1,9}$/, '');
}

/** The number that a quantity of the model stands for, whose form the schema has checked. */
export function numberOf(quantity: string): number {
  return quantityOf(quantity) ?? Number.NaN;
}

/** A whole number without an exponent. */
function plain(value: number): string {
  return BigInt(value).toString();
}
