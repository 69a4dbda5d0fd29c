import {
  type Document,
  type DocumentOptions,
  LineCounter,
  type ParseOptions,
  parseAllDocuments,
  type SchemaOptions,
} from 'yaml';

/** The documents of a YAML text, or what is wrong with all of it. */
export type YamlDocuments =
  | { readonly documents: readonly Document.Parsed[]; readonly lineAt: (offset: number) => number }
  | { readonly problem: string };

/**
 * Parses YAML that another program or a user wrote, of any shape. A document with mistakes has `errors`, and the line of
 * a mistake is that of its position.
 */
export function yamlDocuments(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): YamlDocuments {
  const lineCounter = new LineCounter();
  try {
    const documents = [
      ...parseAllDocuments(text, { ...options, lineCounter, prettyErrors: false }),
    ] as Document.Parsed[];
    return { documents, lineAt: (offset) => lineCounter.linePos(offset).line };
  } catch (error) {
    // Nesting without an end overflows the stack of the parser.
    if (error instanceof RangeError) return { problem: 'it is nested too deeply' };
    throw error;
  }
}

/**
 * The value of a document as plain data.
 * @returns undefined if aliases multiply each other, or name what does not exist, or the value is nested too deeply
 */
export function plainValue(document: Document.Parsed): { readonly value: unknown } | undefined {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown };
  } catch {
    return undefined;
  }
}
