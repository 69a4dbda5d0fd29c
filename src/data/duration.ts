const units = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** The milliseconds of a duration as Go and kubectl write it: `90s`, `5m`, `1h30m`, `0`; undefined for any other text. */
export function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = [...text.matchAll(/(?<!\d)(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  const lengths = new Map<string, number>(units);
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (lengths.get(unit) ?? 0), 0);
}

/** A duration as a user writes it: 5_400_000 milliseconds are `1h30m`. */
export function durationText(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  const parts = units.map(([unit, length]) => {
    const number = Math.floor(rest / length);
    rest -= number * length;
    return number > 0 ? `${number}${unit}` : '';
  });
  return parts.join('') || '0s';
}
