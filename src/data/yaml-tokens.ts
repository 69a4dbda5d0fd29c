import { CST, Lexer, Parser } from 'yaml';

export interface YamlTokens {
  readonly tokens: CST.Token[];
  /** The offset at which parsing stopped because of too deep nesting. */
  readonly tooDeepAt: number | undefined;
}

/**
 * Splits YAML into tokens. It drives the parser itself, to stop before deep nesting exhausts the stack: Node.js cannot
 * always turn that into an error, and the process would end.
 *
 * @param deepest the largest number of maps and lists that may be nested in each other
 * @param onNewLine gets the offset of each line
 */
export function yamlTokens(text: string, deepest: number, onNewLine?: (offset: number) => void): YamlTokens {
  const parser = new Parser(onNewLine);
  const tokens: CST.Token[] = [];
  let tooDeepAt: number | undefined;
  onNewLine?.(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    const top = parser.stack.at(-1);
    // The bottom of the stack is the document, which does not count as a level.
    if (parser.stack.length > deepest + 1 && CST.isCollection(top)) {
      tooDeepAt = top.offset;
      break;
    }
  }
  tokens.push(...parser.end());
  return { tokens, tooDeepAt };
}
