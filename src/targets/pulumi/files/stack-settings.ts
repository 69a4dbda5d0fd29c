import { parseDocument } from 'yaml';

/**
 * The text of `Pulumi.<env>.yaml`. Pulumi keeps its own things there (the salt of a stack's secrets, and the
 * secrets), so what is there stays, byte for byte where there is nothing to change.
 */
export function stackSettings(text: string | undefined, config: Readonly<Record<string, string>>): string {
  const document = parseDocument(text ?? '');
  const missing = Object.entries(config).filter(([key, value]) => document.getIn(['config', key]) !== value);
  if (text !== undefined && missing.length === 0) return text;
  for (const [key, value] of missing) document.setIn(['config', key], value);
  return document.toString({ lineWidth: 0 });
}
