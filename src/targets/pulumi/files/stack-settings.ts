import { parseDocument } from 'yaml';

/**
 * The text of `Pulumi.<env>.yaml`. Pulumi stores its own data in it, such as the salt of a stack's secrets, so other
 * content stays, byte for byte if nothing changes.
 */
export function stackSettings(text: string | undefined, config: Readonly<Record<string, string>>): string {
  const document = parseDocument(text ?? '');
  const missing = Object.entries(config).filter(([key, value]) => document.getIn(['config', key]) !== value);
  if (text !== undefined && missing.length === 0) return text;
  for (const [key, value] of missing) document.setIn(['config', key], value);
  return document.toString({ lineWidth: 0 });
}
