import { join } from 'node:path';
import * as actions from '../../src/actions';
import { ended, start } from '../helpers/cli';
import { tree, workspaceWith } from '../helpers/workspace';
import { root as repository, textOf } from '../project/repository';
import { compilerErrors } from './compiler-errors';

const page = textOf('docs/library.md') ?? '';
const examples = [...page.matchAll(/^```ts( no-run)?\n(.*?)^```$/gms)].map(([, noRun, code = '']) => ({
  isRun: noRun === undefined,
  code,
}));

describe('docs/library.md', () => {
  test('names every function that the entry exports, in a table and in an example', () => {
    const names = Object.keys(actions).sort();
    const inTables = [...page.matchAll(/^\| `towpath [^|]*` \| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(inTables.sort()).toEqual(names);
    const code = examples.map((example) => example.code).join('\n');
    expect(names.filter((name) => !new RegExp(`\\b${name}\\(`).test(code))).toEqual([]);
  });

  test('has examples that compile', () => {
    expect(examples.length).toBeGreaterThan(0);
    const texts = examples.map(
      ({ code }, index) => [`example-${index}.ts`, `declare const root: string;\n${code}\nexport {};\n`] as const,
    );
    expect(compilerErrors(new Map(texts))).toEqual([]);
  });

  test('has examples that run one after the other in a new workspace, unless they need a cluster or git', async () => {
    const programs = examples.filter(({ isRun }) => isRun).map(({ code }) => inFunction(code));
    const folder = workspaceWith(Object.fromEntries(programs.map((text, index) => [`example-${index}.ts`, text])));
    for (const index of programs.keys()) {
      const jiti = join(repository, 'node_modules/jiti/lib/jiti-cli.mjs');
      const outcome = await ended(start(folder, [jiti, `example-${index}.ts`]));
      expect(outcome).toMatchObject({ code: 0, stdout: '', stderr: '' });
    }
    const files = tree(folder);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['environments/.schema/environment.json']));
    expect(Object.keys(files).some((path) => path.startsWith('dist/dev/shop/'))).toBe(true);
    expect(files['environments/dev.yaml']).toContain('1.2.3');
  });
});

/** An example as a program: imports stay on top, and the rest may await. */
function inFunction(code: string): string {
  const lines = code.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const rest = lines.filter((line) => !line.startsWith('import '));
  return [...imports, "const root = '.';", 'async function main() {', ...rest, '}', 'void main();'].join('\n');
}
