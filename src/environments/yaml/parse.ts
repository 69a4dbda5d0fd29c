import { CST, Lexer, Parser } from 'yaml';

/** The largest number of maps and lists that may be nested in each other. */
export const MAX_DEPTH = 64;

export interface Parsed {
  readonly tokens: CST.Token[];
  readonly documents: CST.Document[];
  /** The offset at which parsing stopped because of too deep nesting. */
  readonly tooDeepAt: number | undefined;
}

/** Parses YAML. It drives the parser itself, to stop before deep nesting overflows the stack. */
export function parse(text: string): Parsed {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let tooDeepAt: number | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    const top = parser.stack.at(-1);
    // The bottom of the stack is the document, which does not count as a level.
    if (parser.stack.length > MAX_DEPTH + 1 && CST.isCollection(top)) {
      tooDeepAt = top.offset;
      break;
    }
  }
  tokens.push(...parser.end());
  return { tokens, documents: tokens.filter((token) => token.type === 'document'), tooDeepAt };
}
