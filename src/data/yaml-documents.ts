import {
  Composer,
  type Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';
import { deepestNesting } from './nesting';
import { yamlTokens } from './yaml-tokens';

/** The documents of a YAML text, or what is wrong with all of it. */
export type YamlDocuments =
  | { readonly documents: readonly Document.Parsed[]; readonly placeAt: (offset: number) => YamlPlace }
  | { readonly problem: string };

/** A line and a column, which start at 1. */
export interface YamlPlace {
  readonly line: number;
  readonly col: number;
}

/**
 * Parses YAML that another program or a user wrote, of any shape. A document with mistakes has `errors`, and the place of
 * a mistake is that of its position.
 */
export function yamlDocuments(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): YamlDocuments {
  const lines = new LineCounter();
  const { tokens, tooDeepAt } = yamlTokens(text, deepestNesting, lines.addNewLine);
  if (tooDeepAt !== undefined) return { problem: 'it is nested too deeply' };
  const documents = [...new Composer(options).compose(tokens)] as Document.Parsed[];
  return { documents, placeAt: (offset) => lines.linePos(offset) };
}

/**
 * The value of a document as plain data.
 * @returns undefined if aliases multiply each other, or name what does not exist
 */
export function plainValue(document: Document.Parsed): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch {
    return undefined;
  }
}
