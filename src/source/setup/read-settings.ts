import { backingOfAddress } from './backing-kinds';
import type { BackingPlace, VariablePlace } from './setup';

/** `os.environ["A"]`, `os.getenv("A", "b")`, and `env("A", default="b")` and `config("A")` of the usual packages. */
const variable =
  /\b(?:environ(?:\.get)?|getenv|config|env(?:\.[a-z_]{1,20})?)[[(]\s{0,8}["']([A-Z][A-Z0-9_]{0,80})["'](?:\s{0,8},\s{0,8}(?:default\s{0,2}=\s{0,2})?["']([^"'\n]{0,200})["'])?/g;
const address = /["']([a-z0-9]{1,20}(?:\+[a-z0-9_]{1,20})?:\/\/[^"'\s]{0,200})/g;

/** Finds the variables that Python code reads, and the servers that its settings name. */
export function settingsIn(
  file: string,
  text: string,
): { variables: readonly VariablePlace[]; backing: readonly BackingPlace[] } {
  const variables: VariablePlace[] = [];
  const backing: BackingPlace[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line)) continue;
    const place = { file, line: index + 1 };
    for (const [, name = '', fallback] of line.matchAll(variable))
      variables.push({ name, ...(fallback !== undefined && { fallback }), ...place });
    for (const [, text = ''] of line.matchAll(address)) {
      const kind = backingOfAddress(text);
      if (kind) backing.push({ kind, ...place });
    }
    const [, engine] = /django\.(?:contrib\.gis\.)?db\.backends\.(postg|mysql)/.exec(line) ?? [];
    if (engine) backing.push({ kind: engine === 'mysql' ? 'mysql' : 'postgres', ...place });
  }
  return { variables, backing };
}
