import type { CST } from 'yaml';
import { type YamlTokens, yamlTokens } from '../../data/yaml-tokens';

/** The largest number of maps and lists that may be nested in each other. */
export const MAX_DEPTH = 64;

export interface Parsed extends YamlTokens {
  readonly documents: CST.Document[];
}

/** Parses YAML up to the nesting that is allowed. */
export function parse(text: string): Parsed {
  const parsed = yamlTokens(text, MAX_DEPTH);
  return { ...parsed, documents: parsed.tokens.filter((token) => token.type === 'document') };
}
