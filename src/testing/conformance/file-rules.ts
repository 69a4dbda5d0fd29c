import { homedir } from 'node:os';
import { environment } from '../../applications/resolver';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { assemble } from '../../assembly/assemble';
import { TowpathError } from '../../diagnostics';
import { isOutputPath, type OutputFile } from '../../output/output-unit';
import type { ChosenTarget } from '../../targets/choose';
import { type ConformanceApplication, classOf } from './applications';
import { write } from './write';

/** Matches the text of a value that was not resolved, such as a token of cdk8s. */
const unresolved = /\[object \w+\]|\$\{Token\[/;

/** The rules for all targets that the files of one application break. */
export function fileViolations(
  chosen: ChosenTarget,
  { name, declarations }: ConformanceApplication,
  read: (files: readonly OutputFile[]) => string | undefined = () => undefined,
): string[] {
  const { target } = chosen;
  const hasObjects = target.reads === 'objects';
  const first = assembled(declarations, hasObjects);
  const { files, outcome } = write(chosen, first);
  const paths = files.map(({ path }) => path);
  const machine = [process.cwd(), homedir()].filter((folder) => folder.length > 1);
  const complaint = files.length > 0 ? read(files) : undefined;
  const found = [
    ...(write(chosen, first).outcome === outcome ? [] : ['a second run writes different files']),
    ...(atAnotherTime(() => write(chosen, first)).outcome === outcome
      ? []
      : ['a run at another time writes different files']),
    ...(write(chosen, assembled([...declarations].reverse(), hasObjects)).outcome === outcome
      ? []
      : ['a different order of declarations writes different files']),
    ...paths.filter((path) => !isOutputPath(path)).map((path) => `the path \`${path}\` is outside the output folder`),
    ...paths
      .filter((path, at) => paths.indexOf(path) < at)
      .map((path) => `the target writes the file \`${path}\` twice`),
    ...files
      .filter(({ text }) => machine.some((folder) => text.includes(folder)))
      .map(({ path }) => `the file \`${path}\` contains the path of a folder of this machine`),
    ...files
      .filter(({ text }) => unresolved.test(text))
      .map(({ path }) => `the file \`${path}\` contains a value that was not resolved to text`),
    ...(complaint ? [`the program that reads the files reports an error: ${complaint}`] : []),
  ];
  return found.map((violation) => `${target.name}, ${name}: ${violation}`);
}

/** The application in two environments, so that targets whose units span environments are tested too. */
function assembled(
  declarations: ConformanceApplication['declarations'],
  hasObjects: boolean,
): readonly ApplicationAssembly[] {
  const entry = { id: 'shop', construct: classOf(declarations) };
  return ['dev', 'prod'].map((name) => {
    const assembly = assemble(entry, environment(name, { namespace: name }), { objects: hasObjects });
    const errors = assembly.issues.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new TowpathError(errors);
    return assembly;
  });
}

/** Runs some work with a fixed time and a fixed random number. */
function atAnotherTime<T>(work: () => T): T {
  const { Date: RealDate } = globalThis;
  const { random } = Math;
  class OtherDate extends RealDate {
    constructor(...args: [] | [string | number | Date]) {
      super(args[0] ?? 0);
    }

    static override now(): number {
      return 0;
    }
  }
  globalThis.Date = OtherDate as DateConstructor;
  Math.random = () => 0.5;
  try {
    return work();
  } finally {
    globalThis.Date = RealDate;
    Math.random = random;
  }
}
