import { join } from 'node:path';
import ts from 'typescript';
import * as actions from '../../src/actions';
import { ended, start } from '../helpers/cli';
import { tree, workspaceWith } from '../helpers/workspace';
import { root as repository, textOf } from '../project/repository';

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
    expect(compilerErrors(examples.map(({ code }) => `declare const root: string;\n${code}\nexport {};\n`))).toEqual(
      [],
    );
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

/** What the compiler says against texts, each taken for a module of this repository. */
function compilerErrors(texts: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options: own } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, repository);
  // Examples await at the top and name results to show them.
  const options = { ...own, module: ts.ModuleKind.ESNext, noUnusedLocals: false };
  const files = new Map(texts.map((text, index) => [join(repository, `example-${index}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}
