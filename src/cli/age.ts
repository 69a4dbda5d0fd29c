const units = [
  ['d', 24 * 60 * 60],
  ['h', 60 * 60],
  ['m', 60],
] as const;

/** How long ago something was, as kubectl says it: `12s`, `5m`, `3h`, `4d`. Of two units the larger one. */
export function age(since: string | undefined, now = Date.now()): string {
  const at = Date.parse(since ?? '');
  if (Number.isNaN(at)) return '-';
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const unit = units.find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}
