import ts from 'typescript';
import { sources, textOf } from './repository';

/** Functions of node:fs that change nothing. Every other one is a writer. */
const readers = [
  'closeSync',
  'existsSync',
  'fstatSync',
  'lstatSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'readlinkSync',
  'realpathSync',
  'statSync',
  'accessSync',
  'constants',
  'watch',
];

/** Who changes files, and by which functions. Everybody else writes by `writeFiles`, and deletes by `deleteFile`. */
const writers: Readonly<Record<string, readonly string[]>> = {
  // One level at a time: Node.js makes several without an end where the system makes none.
  'files/make-folders.ts': ['mkdirSync'],
  // It opens a file for reading only, so that it knows its kind and size before it reads.
  'files/read-file.ts': ['openSync'],
  'files/temporary-folder.ts': ['mkdtempSync', 'rmSync', 'symlinkSync'],
  'files/write-files.ts': ['chmodSync', 'linkSync', 'renameSync', 'rmSync', 'writeFileSync'],
  'files/delete-file.ts': ['rmSync', 'rmdirSync'],
  // The lock appears, and changes hands, by renaming, and needs to know who was faster.
  'output/lock.ts': ['lutimesSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'writeFileSync'],
  // A pack is flushed to the disk before it is renamed, because V8 does not notice damage.
  'cli/compiled-code/pack.ts': ['fsyncSync', 'openSync', 'renameSync', 'rmSync', 'writeSync'],
  'cli/compiled-code/old-packs.ts': ['rmSync'],
  // It writes to the standard output and the standard error.
  'cli/outputs.ts': ['writeSync'],
  // They write to an output that is still open when an application has replaced or closed what streams need.
  'cli/closed-outputs.ts': ['writeSync'],
  'cli/slow-code.ts': ['writeSync'],
  // It gives an application the standard error in the place of the standard output, and calls none itself.
  'cli/own-output.ts': ['all of node:fs'],
  // It compares the functions, and calls none.
  'workspace/builtins.ts': ['all of node:fs'],
  // Folders outside of every workspace, for the program of KUBECTL_EXTERNAL_DIFF.
  'cli/live-diff/external.ts': ['mkdtempSync', 'rmSync'],
  // A temporary folder, because git reads allowed signers from a file only.
  'actions/gates/approvals/allowed-signers.ts': ['mkdtempSync', 'rmSync', 'writeFileSync'],
};

test('files are written and deleted in one place', () => {
  const found = sources().map((file) => [file, writersIn(textOf(`src/${file}`) ?? '')] as const);
  expect(Object.fromEntries(found.filter(([, names]) => names.length > 0))).toEqual(writers);
});

test.each([
  ["import { readFileSync, type Stats } from 'node:fs'; import type { Dirent } from 'node:fs';", []],
  ["import { readFileSync, writeFileSync } from 'node:fs';", ['writeFileSync']],
  ["import { rmSync as existsSync } from 'fs';", ['rmSync']],
  ["import { openSync } from 'node:fs';", ['openSync']],
  ["import fs from 'node:fs';", ['all of node:fs']],
  ["import * as fs from 'node:fs';", ['all of node:fs']],
  ["import { promises } from 'node:fs';", ['promises']],
  ["import { writeFile } from 'node:fs/promises';", ['writeFile']],
  ["import fs = require('node:fs');", ['all of node:fs']],
  ["export * from 'fs';", ['all of fs']],
  ["export { rmSync } from 'fs';", ['rmSync']],
  ["const fs = require('node:fs');", ['all of node:fs']],
  ["const fs = await import('fs/promises');", ['all of fs/promises']],
  ["const fs = process.getBuiltinModule('fs');", ['all of fs']],
])('%s is seen', (text, found) => {
  expect(writersIn(text)).toEqual(found);
});

/** The functions of a file by which it could change files, sorted; `all of node:fs` where it takes the whole module. */
function writersIn(text: string): string[] {
  const found = new Set<string>();
  const take = (module: ts.Node | undefined, names: readonly ts.Node[] | undefined): void => {
    if (!module || !ts.isStringLiteralLike(module) || !/^(node:)?fs(\/promises)?$/.test(module.text)) return;
    if (!names) found.add(`all of ${module.text}`);
    for (const name of names ?? []) if (!readers.includes(name.getText(file))) found.add(name.getText(file));
  };
  const file = ts.createSourceFile('', text, ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword) {
      const { name, namedBindings } = node.importClause ?? {};
      take(
        node.moduleSpecifier,
        name || !namedBindings || !ts.isNamedImports(namedBindings) ? undefined : taken(namedBindings),
      );
    } else if (ts.isExportDeclaration(node) && !node.isTypeOnly) {
      take(
        node.moduleSpecifier,
        node.exportClause && ts.isNamedExports(node.exportClause) ? taken(node.exportClause) : undefined,
      );
    } else if (ts.isExternalModuleReference(node)) take(node.expression, undefined);
    else if (ts.isCallExpression(node)) take(node.arguments[0], undefined);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found].sort();
}

/** The names of the module itself, not those that the file gives them. */
function taken({ elements }: ts.NamedImports | ts.NamedExports): ts.Node[] {
  return elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ propertyName, name }) => propertyName ?? name);
}
