import { issueError, type TowpathError } from '../diagnostics';
import { type Deferred, isDeferred, Later } from './later';

const REFERENCE = Symbol.for('towpath.Reference');
const TEXT = Symbol.for('towpath.Text');

/** The values of a flow that other flows can refer to: its host, its main port, and its named ports. */
export type ReferenceAttribute = 'host' | 'port' | `port.${string}`;

/**
 * A reference to the host or a port of a flow, such as `db.host`. It has a value only in an environment,
 * and each target resolves it in its own way.
 */
export class Reference {
  static is(value: unknown): value is Reference {
    return typeof value === 'object' && value !== null && REFERENCE in value;
  }

  readonly #lookup: (reference: Reference) => string | number;

  constructor(
    /** The id of the flow that the reference points to. */
    readonly flow: string,
    readonly attribute: ReferenceAttribute,
    lookup: (reference: Reference) => string | number,
  ) {
    this.#lookup = lookup;
    Object.defineProperty(this, REFERENCE, { value: true });
    Object.freeze(this);
  }

  /**
   * Returns the value in the application's environment. cdk8s calls `resolve` for all values of objects,
   * so a reference can be used in any construct.
   */
  resolve(): string | number {
    return this.#lookup(this);
  }

  /** Throws, because a plain template literal or `+` would lose the reference. */
  [Symbol.toPrimitive](): never {
    throw inString(`${this.flow}.${this.attribute}`);
  }

  toJSON(): never {
    throw inString(`${this.flow}.${this.attribute}`);
  }
}

/** A part of a `Text`. */
type Part = string | Reference | Later;

/** Text that contains references. The `text` tag creates it. */
export class Text {
  static is(value: unknown): value is Text {
    return typeof value === 'object' && value !== null && TEXT in value;
  }

  constructor(readonly parts: readonly Part[]) {
    Object.defineProperty(this, TEXT, { value: true });
    Object.freeze(this.parts);
    Object.freeze(this);
  }

  resolve(): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : String(part.resolve()))).join('');
  }

  [Symbol.toPrimitive](): never {
    throw inString('text`…`');
  }

  toJSON(): never {
    throw inString('text`…`');
  }
}

/** A value that targets resolve: a reference, text that contains references, or a value that is known later. */
export type Token = Reference | Text | Later;

export function isToken(value: unknown): value is Token {
  return Reference.is(value) || Text.is(value) || Later.is(value);
}

/** Returns a token that resolves to text, even if the original resolves to a number, such as a port. */
export function asText(token: Token): { resolve(): string } {
  return { resolve: () => String(token.resolve()) };
}

/**
 * Creates text that contains references, such as ``text`redis://${db.host}:${db.port}/0` ``.
 * The values can be strings, numbers, references, other texts and Pulumi outputs.
 * @throws TowpathError `invalid-value` for other values, which would become text such as `undefined`
 */
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Token | Deferred<string | number>)[]
): Text {
  if (!Array.isArray(strings)) {
    const hint = 'write text`…` without parentheses';
    throw issueError('invalid-value', '`text` is called as a function, and is the tag of a template literal', { hint });
  }
  const parts = strings.flatMap((literal, position): readonly Part[] =>
    position < values.length ? [literal, ...partsOf(values[position], position)] : [literal],
  );
  return new Text(parts.filter((part) => part !== ''));
}

function partsOf(value: unknown, position: number): readonly Part[] {
  if (isDeferred(value)) return [new Later(value)];
  if (Text.is(value)) return value.parts;
  if (Reference.is(value) || Later.is(value)) return [value];
  const isText = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
  if (isText) return [String(value)];
  const isShort = value === undefined || value === null || typeof value === 'number';
  const found = isShort ? `\`${value}\`` : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  const message = `value ${position + 1} of text\`…\` is ${found}; expected text, a number, or a reference such as db.host`;
  const hint = 'for a key of a Secret, set a variable of its own, and write `$(NAME)` in the text';
  throw issueError('invalid-value', message, typeof value === 'object' && value !== null ? { hint } : {});
}

/** Returns all references inside a value, at any depth. */
export function referencesIn(value: unknown): Reference[] {
  return partsIn(value).filter(Reference.is);
}

/** Returns all values inside a value that are known only later, at any depth. */
export function laterValuesIn(value: unknown): Later[] {
  return partsIn(value).filter(Later.is);
}

function partsIn(value: unknown, found: Part[] = []): Part[] {
  if (typeof value !== 'object' || value === null) return found;
  if (Reference.is(value) || Later.is(value)) found.push(value);
  else if (Text.is(value)) found.push(...value.parts);
  else for (const key of Object.keys(value)) partsIn((value as Readonly<Record<string, unknown>>)[key], found);
  return found;
}

function inString(what: string): TowpathError {
  const message = `${what} is a reference, which has a value only in an environment and cannot become a plain string`;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the hint shows a template literal
  const hint = 'write text`…${db.host}…` with the `text` tag of towpath instead of a plain template literal';
  return issueError('reference-in-string', message, { hint });
}
