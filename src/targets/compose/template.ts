import { isMap } from '../../data/merge';

/** A variable that Compose reads from `.env` or from its own environment. */
export interface Required {
  readonly variable: string;
  /** The text that Compose prints if the variable is missing. */
  readonly hint: string;
  /** Whether the variable may be missing, and is then empty. */
  readonly isOptional: boolean;
}

/** Text that consists of literal parts and of variables, whose values Compose inserts. */
export class Template {
  constructor(readonly parts: readonly (string | Required)[]) {}
}

/**
 * A value in the form of a Compose file. There `$` begins a variable, so every literal `$` is doubled.
 *
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function written(value: unknown): unknown {
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Template) return value.parts.map(partText).join('');
  if (Array.isArray(value)) return value.map(written);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]));
}

function partText(part: string | Required): string {
  if (typeof part === 'string') return escaped(part);
  return part.isOptional ? `\${${part.variable}-}` : `\${${part.variable}:?${part.hint}}`;
}

function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}
