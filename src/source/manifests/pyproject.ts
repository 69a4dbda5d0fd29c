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
  const flows = tables.flatMap((path) => {
    const table = valueAt(data, path);
    return Object.keys(isMap(table) ? table : {}).map((name) =>
      sourceFlow({ kind: 'script', name, file, line: lineOfKey(text, path.join('.'), name), command: [name] }),
    );
  });
  return { flows };
}

/** The line of a key behind the head of its table, or that of the head. */
function lineOfKey(text: string, table: string, key: string): number {
  const lines = text.split('\n').map((line) => line.replaceAll(/[\s"']/g, ''));
  const head = lines.findIndex((line) => line.startsWith(`[${table}]`) || line.startsWith(`${table}=`));
  const found = lines.findIndex((line, at) => at > head && line.startsWith(`${key.replaceAll(/[\s"']/g, '')}=`));
  return Math.max(found, head, 0) + 1;
}
