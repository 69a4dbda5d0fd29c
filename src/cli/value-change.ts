import { printable } from '../diagnostics';

/** Texts up to this length are shown whole. */
const whole = 400;

/** The number of equal characters to show before and after the part in which two long texts differ. */
const context = 20;

/** A value of any type in one line. */
export function valueText(value: unknown): string {
  return cut(printable(jsonOf(value)));
}

/**
 * Two values that differ, each in one line. Of long texts only the part that differs is shown, so that the difference
 * is never cut off.
 */
export function valueChange(from: unknown, to: unknown): string {
  const [old, now] = [printable(jsonOf(from)), printable(jsonOf(to))];
  if (Math.max(old.length, now.length) <= whole) return `${old} → ${now}`;
  const least = Math.min(old.length, now.length);
  let start = 0;
  while (start < least && old[start] === now[start]) start++;
  let end = 0;
  while (end < least - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const part = (text: string) => {
    const [first, last] = [Math.max(0, start - context), Math.min(text.length, text.length - end + context)];
    return cut(`${first > 0 ? '…' : ''}${text.slice(first, last)}${last < text.length ? '…' : ''}`);
  };
  return `${part(old)} → ${part(now)}`;
}

function jsonOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
  const signs = [...text];
  if (signs.length <= whole) return text;
  return `${signs.slice(0, whole).join('')}… (${signs.length - whole} more characters; -o json shows them)`;
}
