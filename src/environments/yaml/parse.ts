import { CST, Lexer, Parser } from 'yaml';

/** How many maps and lists may be in one another. */
export const MAX_DEPTH = 64;

export interface Parsed {
  readonly tokens: CST.Token[];
  readonly documents: CST.Document[];
  /** Where the nesting became too deep, and parsing stopped. */
  readonly tooDeepAt: number | undefined;
}

/** Parses by hand instead of with `parse()`, to stop at a depth before the recursion inside it uses up the stack. */
export function parse(text: string): Parsed {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let tooDeepAt: number | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    const top = parser.stack.at(-1);
    // The document itself is the first on the stack.
    if (parser.stack.length > MAX_DEPTH + 1 && CST.isCollection(top)) {
      tooDeepAt = top.offset;
      break;
    }
  }
  tokens.push(...parser.end());
  return { tokens, documents: tokens.filter((token) => token.type === 'document'), tooDeepAt };
}
