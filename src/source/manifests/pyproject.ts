import { parse } from 'smol-toml';
import { isMap, valueAt } from '../../data/merge';
import { warningIssue } from '../../diagnostics';
import { type FileFindings, sourceFlow } from '../source-flow';

const tables = [
  ['project', 'scripts'],
  ['project', 'gui-scripts'],
  ['tool', 'poetry', 'scripts'],
] as const;

/** Reads the scripts of a pyproject.toml. */
export function projectScripts(file: string, text: string): FileFindings {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    const { line = 1 } = error as { line?: number };
    const message = `\`${file}\` is not valid TOML at line ${line}`;
    return { issues: [warningIssue('source-invalid', message, { hint: 'fix the file', location: { file, line } })] };
  }
  const lines = text.split('\n').map(withoutQuotes);
  const flows = tables.flatMap((path) => {
    const table = valueAt(data, path);
    if (!isMap(table)) return [];
    const lineOf = linesOfKeys(lines, path.join('.'));
    return Object.keys(table).map((name) =>
      sourceFlow({ kind: 'script', name, file, line: lineOf(name), command: [name] }),
    );
  });
  return { flows };
}

/** Finds the line of a key behind the head of its table, or that of the head. */
function linesOfKeys(lines: readonly string[], table: string): (key: string) => number {
  const head = lines.findIndex((line) => line.startsWith(`[${table}]`) || line.startsWith(`${table}=`));
  const found = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const key = line.split('=', 1)[0] ?? '';
    if (at > head && key !== line && !found.has(key)) found.set(key, at);
  }
  return (key) => Math.max(found.get(withoutQuotes(key)) ?? head, head, 0) + 1;
}

function withoutQuotes(text: string): string {
  return text.replaceAll(/[\s"']/g, '');
}
