const units = [
  ['d', 24 * 60 * 60],
  ['h', 60 * 60],
  ['m', 60],
] as const;

/** The time since something happened, as kubectl writes it: `12s`, `5m`, `3h`, `4d`. Only the larger unit is shown. */
export function age(since: string | undefined, now = Date.now()): string {
  const at = Date.parse(since ?? '');
  if (Number.isNaN(at)) return '-';
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const unit = units.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}
