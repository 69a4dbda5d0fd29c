import { readYaml } from '../../../src/environments/yaml/read';

/** `line:column code path` of each problem. */
export function problemsOf(text: string): string[] {
  return readYaml(text).problems.map(({ line, column, code, path }) =>
    `${line}:${column} ${code} ${path.join('.')}`.trim(),
  );
}
