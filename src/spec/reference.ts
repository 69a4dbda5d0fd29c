import { TowpathError } from '../diagnostics';
import { type Deferred, isDeferred, Later } from './later';

const REFERENCE = Symbol.for('towpath.Reference');
const TEXT = Symbol.for('towpath.Text');

/** What one flow can say of another: where it listens, and on which of its named ports. */
export type ReferenceAttribute = 'host' | 'port' | `port.${string}`;

/**
 * A value of another flow that is known only in an environment: `db.host`, `db.port`.
 * It is data, not a string: every target resolves it in its own way.
 */
export class Reference {
  static is(value: unknown): value is Reference {
    return typeof value === 'object' && value !== null && REFERENCE in value;
  }

  readonly #lookup: (reference: Reference) => string | number;

  constructor(
    /** Id of the flow that is meant. */
    readonly flow: string,
    readonly attribute: ReferenceAttribute,
    lookup: (reference: Reference) => string | number,
  ) {
    this.#lookup = lookup;
    Object.defineProperty(this, REFERENCE, { value: true });
    Object.freeze(this);
  }

  /**
   * The value in the application's environment. cdk8s calls this for every object
   * that has it, so a reference may stand in any construct.
   */
  resolve(): string | number {
    return this.#lookup(this);
  }

  /** A plain template literal or `+` would lose the reference, so it is refused. */
  [Symbol.toPrimitive](): never {
    throw inString(`${this.flow}.${this.attribute}`);
  }

  toJSON(): never {
    throw inString(`${this.flow}.${this.attribute}`);
  }
}

/** What a text is made of. */
type Part = string | Reference | Later;

/** Text with references in it, made by the `text` tag. */
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

/** A value that each target resolves: a reference, text with references in it, or a value that is known later. */
export type Token = Reference | Text | Later;

export function isToken(value: unknown): value is Token {
  return Reference.is(value) || Text.is(value) || Later.is(value);
}

/** A value that is written as text, also where it is a port, which is a number. */
export function asText(token: Token): { resolve(): string } {
  return { resolve: () => String(token.resolve()) };
}

/**
 * Text over references, such as ``text`redis://${db.host}:${db.port}/0` ``.
 * Strings and numbers are taken as they are; a text within a text is taken apart; an output of Pulumi stays one.
 */
export function text(
  strings: TemplateStringsArray,
  ...values: readonly (string | number | Token | Deferred<string | number>)[]
): Text {
  const parts: Part[] = [];
  strings.forEach((literal, position) => {
    parts.push(literal);
    const value = values[position];
    if (value === undefined) return;
    if (isDeferred(value)) parts.push(new Later(value));
    else if (Text.is(value)) parts.push(...value.parts);
    else parts.push(Reference.is(value) || Later.is(value) ? value : String(value));
  });
  return new Text(parts.filter((part) => part !== ''));
}

/** Every reference inside a value, however deep. */
export function referencesIn(value: unknown): Reference[] {
  return partsIn(value).filter(Reference.is);
}

/** Every value inside a value that is known only later, however deep. */
export function latersIn(value: unknown): Later[] {
  return partsIn(value).filter(Later.is);
}

function partsIn(value: unknown): Part[] {
  if (Reference.is(value) || Later.is(value)) return [value];
  if (Text.is(value)) return [...value.parts];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(partsIn);
  return [];
}

function inString(what: string): TowpathError {
  return new TowpathError([
    {
      code: 'reference-in-string',
      severity: 'error',
      message: `${what} is a reference, whose value is known only in an environment; it cannot become a string here`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: shown to the user as it stands
      hint: 'write text`…${db.host}…` with the `text` tag of towpath instead of a plain template literal',
    },
  ]);
}
