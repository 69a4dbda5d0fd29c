import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { bundle } from '../helpers/compiled';
import { folderWith } from '../helpers/files';
import { root, textOf } from '../project/repository';
import { copyPackageFiles, entries, manifest, run, transpile } from './staging';

/** A folder like the installed package; its own name leads back to it, through `exports`. */
let folder: string;

beforeAll(() => {
  folder = folderWith({});
  copyPackageFiles(folder);
  transpile(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  bundle(folder);
});

/** What a script prints as JSON, run in a process of its own inside the package. */
async function answer<T>(script: string): Promise<T> {
  writeFileSync(join(folder, 'script.mjs'), script);
  return JSON.parse(await run(process.execPath, ['script.mjs'], folder)) as T;
}

describe.each(entries)('the entry %s', (subpath, source) => {
  const name = subpath.replace('.', 'towpath');

  test('stands in every list of entries', () => {
    const { compilerOptions } = JSON.parse((textOf('tsconfig.dev.json') ?? '').replace(/^\/\/.*\n/, ''));
    expect(compilerOptions.paths[name]).toEqual([`./src/${source}`]);
    expect(JSON.parse(textOf('jest.config.json') ?? '').moduleNameMapper[`^${name}$`]).toBe(`<rootDir>/src/${source}`);
    expect(manifest.exports[subpath]).toEqual({
      types: `./lib/${source.replace(/ts$/, 'd.ts')}`,
      default: `./lib/${source.replace(/ts$/, 'js')}`,
    });
  });

  test('gives import and require the same things, and all that its source exports', async () => {
    const { required, imported, different } = await answer<Record<string, string[]>>(`
      import { createRequire } from 'node:module';
      import * as imported from '${name}';
      const required = createRequire(import.meta.url)('${name}');
      console.log(JSON.stringify({
        required: Object.keys(required),
        imported: Object.keys(imported),
        different: Object.keys(required).filter((key) => required[key] !== imported[key]),
      }));`);
    const names = exportedValues(`src/${source}`).sort();
    expect(names).not.toEqual([]);
    expect(required?.sort()).toEqual(names);
    expect(imported).toEqual(expect.arrayContaining(names));
    expect(different).toEqual([]);
  });
});

/** The modules before they are bundled. A module of a bundle is loaded when its file would be. */
describe('what loads', () => {
  /** The packages, towpath's own dependencies or not, of which a script has loaded a file. */
  async function loaded(script: string): Promise<string[]> {
    return answer(`
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      ${script};
      const packages = Object.keys(require.cache).map((file) => /\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file)?.[1]);
      console.log(JSON.stringify([...new Set(packages)].filter(Boolean).sort()));`);
  }

  test("with require('towpath') is cdk8s, constructs, and nothing that costs", async () => {
    expect(await loaded("require('./build/index')")).toEqual(['cdk8s', 'constructs', 'fastest-levenshtein']);
  });

  test("with require('towpath') is no file of the actions, the cluster or the command line", async () => {
    const files = await answer<string[]>(`
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      require('./build/index');
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /build.(actions|cluster|release|cli)\\b/.test(file))));`);
    expect(files).toEqual([]);
  });

  test("with require('towpath/actions') is neither the command line nor an optional peer", async () => {
    const packages = await loaded("require('./build/actions')");
    expect(packages).toContain('yaml');
    const others = ['commander', 'picocolors', ...Object.keys(manifest.peerDependenciesMeta)];
    expect(packages.filter((name) => others.includes(name))).toEqual([]);
  });

  test("with require('towpath/actions') is nothing of another package until a program uses a function", async () => {
    expect(await loaded("require('towpath/actions')")).toEqual([]);
    expect(await loaded("require('towpath/actions').synth")).toContain('cdk8s');
  });

  test('with the command line, until a command runs, is what parses it', async () => {
    const program = "require('./build/cli/program.js').program({ out() {}, err() {} })";
    expect(await loaded(program)).toEqual(['commander', 'fastest-levenshtein']);
  });

  test('with the first environment is zod, and still no loader, no command line and no optional peer', async () => {
    const packages = await loaded("require('./build/index').environment('dev', {})");
    expect(packages).toContain('zod');
    const optional = Object.keys(manifest.peerDependenciesMeta);
    expect(packages.filter((name) => ['commander', 'jiti', ...optional].includes(name))).toEqual([]);
  });
});

/** The names that a module exports and that exist at run time. */
function exportedValues(file: string): string[] {
  const names: string[] = [];
  const text = textOf(file) ?? '';
  for (const statement of ts.createSourceFile('', text, ts.ScriptTarget.Latest).statements) {
    if (ts.isExportDeclaration(statement) && !statement.exportClause) {
      const { text: other } = statement.moduleSpecifier as ts.StringLiteral;
      names.push(...exportedValues(`${join(dirname(file), other)}.ts`));
    }
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.exportClause) {
      if (!ts.isNamedExports(statement.exportClause)) continue;
      names.push(...statement.exportClause.elements.filter((one) => !one.isTypeOnly).map((one) => one.name.text));
    }
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport);
    const isValue = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
    if (isExported && isValue && statement.name) names.push(statement.name.text);
    if (isExported && ts.isVariableStatement(statement)) {
      names.push(
        ...statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : [])),
      );
    }
  }
  return names;
}

function isExport({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}
