import { isMap } from '../../../../data/merge';
import type { ValuePath } from '../../../../diagnostics';
import type { Unusual } from '../../../../model/unusual';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reports a problem of the value that is checked, or of the value at the path `below` it. The first argument is a
 * description of what is expected instead, or `missing` if a value is required, or the reason why nobody means the
 * value.
 */
export type Say = (expected: string | typeof missing | Unusual, below?: ValuePath) => void;

export const missing = Symbol('a value that is missing');

/** A condition of the API server beyond the type of a value. Values of a wrong type are reported elsewhere. */
export type Limit = (value: unknown, say: Say) => void;

/** Conditions by the name of a type, such as `api.core.v1.Container`. */
export type Limits = Readonly<Record<string, Limit>>;

/** A text for which a condition is true. The API server takes an empty text for a missing field. */
export function textThat(accepts: (text: string) => boolean, expected: string): Limit {
  return (value, say) => {
    if (typeof value === 'string' && value !== '' && !accepts(value)) say(expected);
  };
}

/** A number from `least` to `most`. */
export function between(least: number, most: number): Limit {
  const expected = `a whole number from ${least} to ${most}`;
  return (value, say) => {
    if (typeof value === 'number' && (value < least || value > most)) say(expected);
  };
}

/** A number of 32 bits, as Kubernetes counts. */
export function atLeast(least: number): Limit {
  return between(least, 2 ** 31 - 1);
}

export function oneOf(...texts: readonly string[]): Limit {
  return textThat((text) => texts.includes(text), `one of ${texts.map((text) => `\`${text}\``).join(', ')}`);
}

/** A list or a map whose values all meet a condition. */
export function each(limit: Limit): Limit {
  return (values, say) => {
    for (const [step, value] of stepsOf(values)) limit(value, below(say, step));
  };
}

/** A map whose keys are texts that meet a condition. */
export function keys(limit: Limit): Limit {
  return (values, say) => {
    if (!isMap(values)) return;
    for (const key of Object.keys(values)) {
      if (key === '') say('a key that is not empty', [key]);
      else limit(key, (expected) => say(`${String(expected)} as its key`, [key]));
    }
  };
}

export function notEmpty(expected: string): Limit {
  return (value, say) => {
    const isEmpty = isMap(value)
      ? Object.keys(value).length === 0
      : Array.isArray(value)
        ? value.length === 0
        : value === '';
    if (isEmpty) say(expected);
  };
}

/** A list without two entries that have the same fields. Entries that lack all of the fields differ from each other. */
export function distinct(...names: readonly string[]): Limit {
  return (list, say) => {
    const seen = new Set<string>();
    for (const [step, entry] of stepsOf(list)) {
      if (!isMap(entry) || names.every((name) => isAbsent(entry[name]))) continue;
      const identity = JSON.stringify(names.map((name) => entry[name] ?? null));
      if (seen.has(identity)) {
        const name = names[0] as string;
        say(`another value, because an entry before has the same ${names.map((one) => `\`${one}\``).join(' and ')}`, [
          ...[step, name],
        ]);
      }
      seen.add(identity);
    }
  };
}

/** A list without two equal entries. */
export const unequal: Limit = (list, say) => {
  const seen = new Set<string>();
  for (const [step, entry] of stepsOf(list)) {
    const identity = JSON.stringify(entry);
    if (seen.has(identity)) say('another value, because an entry before is the same', [step]);
    seen.add(identity);
  }
};

/** A list or a map with few entries. */
export function atMost(most: number, what: string): Limit {
  return (values, say) => {
    const count = Array.isArray(values) ? values.length : isMap(values) ? Object.keys(values).length : 0;
    if (count > most) say(`at most ${most} ${what}`);
  };
}

export function all(...limits: readonly Limit[]): Limit {
  return (value, say) => {
    for (const limit of limits) limit(value, say);
  };
}

/** A map some of whose fields have conditions. Each field is checked for itself. */
export function fields(limits: Readonly<Record<string, Limit>>): Limit {
  const entries = Object.entries(limits);
  return (value, say) => {
    if (!isMap(value)) return;
    for (const [name, limit] of entries) {
      const found = value[name];
      if (found !== undefined && found !== null) limit(found, below(say, name));
    }
  };
}

/** A number that the API server accepts, but that nobody means. */
export function numberIsMeant(judge: (value: number) => Unusual | undefined): Limit {
  return (value, say) => {
    const unusual = typeof value === 'number' ? judge(value) : undefined;
    if (unusual) say(unusual);
  };
}

/** A text that the API server accepts, but that nobody means. */
export function textIsMeant(judge: (value: string) => Unusual | undefined): Limit {
  return (value, say) => {
    const unusual = typeof value === 'string' && value !== '' ? judge(value) : undefined;
    if (unusual) say(unusual);
  };
}

/** A map in which some fields are required, although its schema does not say so. */
export function needs(...names: readonly string[]): Limit {
  return (value, say) => {
    if (!isMap(value)) return;
    for (const name of names) {
      const found = value[name];
      // The API server takes an empty list or text for a missing field.
      if (isAbsent(found) || (Array.isArray(found) && found.length === 0)) say(missing, [name]);
    }
  };
}

/** A map that has exactly one of several fields, or at most one. */
export function exactlyOne(names: readonly string[], least: 0 | 1 = 1): Limit {
  const words = names.length > 6 ? `one source` : names.map((name) => `\`${name}\``).join(', ');
  return (value, say) => {
    if (!isMap(value)) return;
    const count = names.filter((name) => !isAbsent(value[name])).length;
    if (count > 1 || count < least) say(`${least === 1 ? 'exactly' : 'at most'} one of ${words}`);
  };
}

/**
 * A map in which the value of one field decides which of several other fields is set. The others of them must be
 * absent.
 *
 * @param others the names of the other fields, by the value that chooses each
 */
export function chosenBy(name: string, others: Readonly<Record<string, string>>): Limit {
  const known = fields({ [name]: oneOf(...Object.keys(others)) });
  return together((value, say) => {
    known(value, say);
    const chosen = String(value[name]);
    if (!Object.hasOwn(others, chosen)) return;
    for (const [wanted, other] of Object.entries(others)) {
      if (wanted === chosen) {
        if (isAbsent(value[other])) say(missing, [other]);
      } else if (!isAbsent(value[other])) say(`no value, because \`${name}\` is \`${chosen}\``, [other]);
    }
  });
}

/** A condition over several fields of a map. */
export function together(check: (value: Fields, say: Say) => void): Limit {
  return (value, say) => {
    if (isMap(value)) check(value, say);
  };
}

/** Whether a value meets a condition. A value that nobody means meets it. */
export function isMet(limit: Limit, value: unknown): boolean {
  let met = true;
  limit(value, (expected) => {
    if (typeof expected !== 'object') met = false;
  });
  return met;
}

/** Returns a function that reports problems of a value below the one that `say` is about. */
export function below(say: Say, ...steps: ValuePath): Say {
  return (expected, further = []) => say(expected, [...steps, ...further]);
}

/** The entries of a list with their indexes, or of a map with their keys. */
export function stepsOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((entry, index) => [index, entry]);
  return isMap(value) ? Object.entries(value) : [];
}

export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
