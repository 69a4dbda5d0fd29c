import ts from 'typescript';
import { sources, textOf } from './repository';

/**
 * Files outside the command line that use the process, with the reason. `init`, `deploy` and the other actions run in
 * programs of others: what they take from the process is a default that is documented, or cannot be an option.
 */
const allowed: Readonly<Record<string, { readonly uses: readonly string[]; readonly why: string }>> = {
  'actions/synth/synth.ts': { uses: ['process.env'], why: '`mirror` defaults to CDK8S_OUTDIR' },
  'files/variables.ts': {
    uses: ['process.env'],
    why: 'git, gh, kustomize, checks and plugins inherit the variables, and KUBECONFIG is a default',
  },
  'workspace/builtins.ts': { uses: ['process'], why: 'an application that replaces `process.exit` is reported' },
  'workspace/user-code.ts': {
    uses: ['node:process', 'process.exitCode'],
    why: 'an application that changes the folder or the exit code is undone',
  },
  'testing/conformance/file-rules.ts': { uses: ['process.cwd'], why: 'no file of a target holds the current folder' },
  'files/cache-folder.ts': { uses: ['process.env'], why: 'the cache folder of the user is in XDG_CACHE_HOME' },
  'files/private-folder.ts': { uses: ['process.getuid'], why: 'a private folder belongs to the user alone' },
  'files/workspace-folder.ts': {
    uses: ['process.getuid'],
    why: 'the code of the workspace of another user is not run',
  },
  'output/lock.ts': { uses: ['process.platform'], why: 'Windows reports a race by other codes' },
  'files/lock-owner.ts': { uses: ['process.pid', 'process.kill'], why: 'a lock names the process that holds it' },
  'actions/gates/checks/run-check.ts': {
    uses: ['process.execPath'],
    why: 'a check runs below a process of Node.js',
  },
  'cluster/kubeconfig/exec-plugin.ts': { uses: ['node:tty'], why: 'a plugin may ask on the terminal' },
  'cluster/kubeconfig/find-command.ts': { uses: ['process.platform'], why: 'Windows names programs `.exe`' },
  'cluster/kubeconfig/read.ts': { uses: ['process.cwd'], why: 'paths in a kubeconfig that is text are relative to it' },
  'applications/call-site.ts': { uses: ['process.cwd'], why: 'messages show paths from the folder of the user' },
  'targets/pulumi/build.ts': { uses: ['process.cwd'], why: 'Pulumi starts a program in its folder' },
  'targets/pulumi/cluster/provider-arguments.ts': { uses: ['process.env'], why: 'Pulumi reads the same variables' },
};

describe('files outside the command line', () => {
  test('use the process only where the list above says why', () => {
    const others = sources().filter((file) => !file.startsWith('cli/'));
    const found = others.map((file) => [file, processUses(textOf(`src/${file}`) ?? '')] as const);
    expect(Object.fromEntries(found.filter(([, uses]) => uses.length > 0))).toEqual(
      Object.fromEntries(Object.entries(allowed).map(([file, { uses }]) => [file, [...uses].sort()])),
    );
  });

  test.each([
    ['console.log(1)', 'console'],
    ["console['log'](1)", 'console'],
    ['globalThis.console.log(1)', 'console'],
    ['process.stdout.write(text)', 'process.stdout'],
    ["process['exit'](1)", 'process.exit'],
    ['const { stdin: input } = process', 'process.stdin'],
    ['globalThis.process.exitCode = 1', 'process.exitCode'],
    ['const it = process', 'process'],
    ["import { argv } from 'node:process'", 'node:process'],
    ["import tty from 'tty'", 'node:tty'],
    ["require('node:readline/promises')", 'node:readline/promises'],
    ["await import('console')", 'node:console'],
  ])('are seen to use it by %s', (text, use) => {
    expect(processUses(text)).toEqual([use]);
  });

  test('may have properties and keys of these names', () => {
    expect(processUses("import { process } from './flow'; process.command;")).toEqual([]);
    expect(processUses("task.process; ({ console: 1 }); type T = { process: string }; 'console'")).toEqual([]);
  });
});

/** Uses of `console`, of each member of `process`, and of modules that reach the terminal; sorted, each once. */
function processUses(text: string): string[] {
  const found = new Set<string>();
  const source = ts.createSourceFile('', text, ts.ScriptTarget.Latest, true);
  const own = new Set(source.statements.flatMap(declaredNames));
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isModuleName(node)) {
      const name = node.text.replace(/^node:/, '');
      if (/^(console|process|readline|tty|repl)(\/|$)/.test(name)) found.add(`node:${name}`);
    }
    if (ts.isIdentifier(node) && !own.has(node.text) && isGlobal(node)) {
      if (node.text === 'console') found.add('console');
      else for (const member of membersOf(node)) found.add(member === '' ? 'process' : `process.${member}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort();
}

/** Names that a statement at the top of a file imports or declares: there they do not mean the global. */
function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  if (!ts.isImportDeclaration(statement)) return [];
  const { name, namedBindings } = statement.importClause ?? {};
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return [name, ...named.map((one) => one.name)].flatMap((one) => one?.text ?? []);
}

function isModuleName(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  return ts.isCallExpression(parent) && parent.arguments[0] === node;
}

/** Whether an identifier is the global `console` or `process`, and not a property or a key of that name. */
function isGlobal(node: ts.Identifier): boolean {
  if (node.text !== 'console' && node.text !== 'process') return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return parent.expression.getText() === 'globalThis';
  return !(ts.isPropertyAssignment(parent) && parent.name === node) && !ts.isPropertySignature(parent);
}

/** Members that are taken from `process`; an empty name where it is handed on whole. */
function membersOf(node: ts.Identifier): string[] {
  const { parent } = node;
  const owner = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
  const use = owner.parent;
  if (ts.isPropertyAccessExpression(use) && use.expression === owner) return [use.name.text];
  if (ts.isElementAccessExpression(use) && ts.isStringLiteral(use.argumentExpression))
    return [use.argumentExpression.text];
  if (ts.isVariableDeclaration(use) && ts.isObjectBindingPattern(use.name))
    return use.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText());
  return [''];
}
