import {
  Composer,
  type Document,
  type DocumentOptions,
  isScalar,
  LineCounter,
  type ParseOptions,
  type SchemaOptions,
  visit,
  YAMLParseError,
} from 'yaml';
import { isTooLarge } from './expanded-size';
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
  // The parser would write warnings to the standard error itself.
  const composer = new Composer({ ...options, uniqueKeys: false, logLevel: 'error' });
  const documents = [...composer.compose(tokens)] as Document.Parsed[];
  if (options.uniqueKeys !== false) for (const document of documents) addRepeatedKeys(document);
  return { documents, placeAt: (offset) => lines.linePos(offset) };
}

/** Adds an error for each repeated key. The parser compares each key with all others of its map. */
function addRepeatedKeys(document: Document.Parsed): void {
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const [start, end] = key.range ?? [0, 0];
          document.errors.push(new YAMLParseError([start, end], 'DUPLICATE_KEY', 'Map keys must be unique'));
        }
        seen.add(key.value);
      }
    },
  });
  document.errors.sort((a, b) => a.pos[0] - b.pos[0]);
}

/** The value of a document as plain data, or why its aliases have none. */
export type PlainValue = { readonly value: unknown } | { readonly problem: string };

/** The value of a document as plain data; undefined if the document has mistakes, or its aliases have no value. */
export function valueOrNone(document: Document.Parsed): unknown {
  const found = document.errors.length === 0 ? plainValue(document) : undefined;
  return found && 'value' in found ? found.value : undefined;
}

/** The most aliases of a document. The parser compares each alias with all anchors and aliases before it. */
const mostAliases = 5000;

export function plainValue(document: Document.Parsed): PlainValue {
  let aliases = 0;
  visit(document, {
    Alias: () => {
      aliases += 1;
    },
  });
  if (aliases > mostAliases) return { problem: `it has more than ${mostAliases} aliases` };
  try {
    // The parser counts what aliases repeat in a time that grows with the square of the document.
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    if (aliases === 0 || !isTooLarge(value)) return { value };
  } catch {
    return { problem: 'an alias names what does not exist, or merges a map into itself' };
  }
  return { problem: 'its aliases repeat too many values, or nest values in each other without an end' };
}
