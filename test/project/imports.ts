import { posix } from 'node:path';
import ts from 'typescript';
import { walk } from '../../src/data/graph';

/** One file of `src/` that another one speaks of. */
export interface Import {
  /** Relative to `src/`. */
  readonly from: string;
  readonly to: string;
}

/** Every way in which a file can name another: import, export from, `import()`, `require()`, `typeof import()`. */
export function importsOf(from: string, text: string, known: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier) || !specifier.text.startsWith('.')) return;
    found.push({ from, to: resolve(from, specifier.text, known) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(from, text, ts.ScriptTarget.Latest));
  return found;
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string {
  const path = posix.join(posix.dirname(from), specifier);
  const found = [`${path}.ts`, `${path}/index.ts`].find((file) => known.has(file));
  if (!found) throw new Error(`src/${from} imports ${specifier}, which is no file of src/`);
  return found;
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

/** The circles in which files import each other: each as the files on it, the first one again at its end. */
export function cycles(imports: readonly Import[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  return walk(next).cycles;
}
