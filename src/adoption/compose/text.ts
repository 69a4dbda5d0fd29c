import { shellWords } from '../../source/manifests/shell-words';
import { Incomplete } from './incomplete';

/** The items of a list, or a single value as a list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The words of a command, which Compose splits as a shell does if it is one text. */
export function wordsOf(value: unknown): readonly (string | Incomplete)[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map((word) => (word instanceof Incomplete ? word : String(word)));
  // Compose runs no shell for a command, so signs such as `;` and `&` are parts of words.
  return value instanceof Incomplete && value.whole ? [value] : shellWords(String(value), '');
}

/** A duration such as `1m30s` in whole seconds, rounded up; undefined for a value that is no duration. */
export function secondsOf(value: unknown): number | undefined {
  const text = String(value);
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d{1,9}(?:\.\d{1,9})?)(us|ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return undefined;
  const units: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };
  const seconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit as string] as number), 0);
  return Math.ceil(seconds - 1e-9);
}

/**
 * An amount of bytes, whose units in Compose are powers of two, as a quantity of Kubernetes: `512mb` becomes `512Mi`.
 */
export function memoryOf(value: unknown): string | undefined {
  const [, number, unit = ''] = /^(\d{1,18}(?:\.\d{1,9})?) ?([kmgt]?)(?:i?b)?$/i.exec(String(value).trim()) ?? [];
  if (number === undefined) return undefined;
  const power = ['', 'k', 'm', 'g', 't'].indexOf(unit.toLowerCase());
  let bytes = Math.ceil(Number(number) * 1024 ** power);
  let step = 0;
  while (step < 4 && bytes > 0 && bytes % 1024 === 0) {
    bytes /= 1024;
    step += 1;
  }
  return `${bytes}${['', 'Ki', 'Mi', 'Gi', 'Ti'][step]}`;
}

/** A number of cores as a quantity: `0.5` becomes `500m`. */
export function coresOf(value: unknown): string | undefined {
  const text = String(value);
  if (!/^\d{0,6}(?:\.\d{1,9})?$/.test(text) || !(Number(text) > 0)) return undefined;
  const thousandths = Math.ceil(Number(text) * 1000 - 1e-6);
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

/** A text in the form in which Kubernetes keeps it as it is: a doubled `$` begins no reference to a variable. */
export function escaped(text: string, names: ReadonlySet<string>): string {
  return text.replace(/\$+(?:\(([^()]{0,256})\))?/g, (whole, name: string | undefined) => {
    const signs = whole.length - (name === undefined ? 0 : name.length + 2);
    const isReference = name !== undefined && names.has(name);
    if (signs === 1 && !isReference) return whole;
    return `${'$'.repeat(signs * 2)}${whole.slice(signs)}`;
  });
}
