import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { filesBelow, root, sources, textOf } from '../project/repository';

/** What package.json says of the package. */
export interface Manifest {
  readonly bin: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly exports: Record<string, { readonly types: string; readonly default: string } | string>;
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { readonly optional: boolean }>;
}

export const manifest = JSON.parse(textOf('package.json') ?? '') as Manifest;

/** The entries with code behind them: subpath, and its source relative to `src/`. */
export const entries = Object.entries(manifest.exports).flatMap(([subpath, files]): [string, string][] =>
  typeof files === 'string' ? [] : [[subpath, files.default.replace('./lib/', '').replace(/\.js$/, '.ts')]],
);

/** What goes into the package beside `lib/`, sorted. */
export function packageFiles(): string[] {
  const data = ['data/kubernetes-schemas.jsonl', 'data/pulumi/cluster.ts', 'data/pulumi/merged.ts'];
  const portal = filesBelow(join(root, 'data/portal')).map((file) => `data/portal/${file}`);
  const texts = ['CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'README.md', 'package.json'];
  const examples = ['apps/django.ts', 'apps/pssp.ts'];
  const docs = filesBelow(join(root, 'docs')).map((file) => `docs/${file}`);
  return [...data, ...portal, ...texts, ...examples, ...docs].sort();
}

export function copyPackageFiles(folder: string): void {
  for (const file of packageFiles()) cpSync(join(root, file), join(folder, file), { recursive: true });
}

/** Writes the JavaScript of `build/` without checking types, which takes a tenth of the time. */
export function transpile(folder: string): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  for (const file of sources()) {
    const { outputText } = ts.transpileModule(textOf(`src/${file}`) ?? '', { compilerOptions: options });
    const target = join(folder, 'build', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}

/** Runs a program to its end and gives what it printed; a failure shows all that it said. */
export function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = execFile(program, args, { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`));
      else done(stdout);
    });
    child.stdin?.end();
  });
}
