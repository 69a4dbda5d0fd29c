import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Runs the generated program of one environment with the packages of this process. */
export function deployWritten(root: string, application: string, environment: string): unknown {
  const program = load(join(root, `dist/pulumi/${application}/environments/${environment}.ts`));
  return (program as { deploy(): unknown }).deploy();
}

function load(file: string): object {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  const requireFrom = (name: string) =>
    name.startsWith('.') ? load(`${join(dirname(file), name)}.ts`) : require(name);
  new Function('exports', 'require', outputText)(exported, requireFrom);
  return exported;
}
