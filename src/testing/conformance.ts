import type { ApplicationAssembly } from '../assembly/application-assembly';
import { isOutputPath } from '../assembly/output';
import { describeValue } from '../spec/describe';
import { findLosses } from '../targets/losses';
import type { Target, TargetWriter } from '../targets/target';

/**
 * What a target makes of one application in one environment, as text: its files, what its checks report, and what it
 * says is lost. A property that changes none of it is dropped in silence.
 */
export function outcomeOf(
  target: Target,
  writer: TargetWriter,
  assembly: ApplicationAssembly,
  options: Readonly<Record<string, unknown>> = {},
): string {
  const input = { applications: [assembly], options, layout: 'object', written: () => undefined } as const;
  const { files, issues = [] } = writer.write(input);
  return JSON.stringify([
    files.map(({ path, text }) => [path, text]),
    issues.map(({ code, severity, path }) => `${severity} ${code} ${path}`),
    findLosses(target.name, writer.losses ?? [], assembly.model).map(({ issue, value }) => [
      issue.path,
      describeValue(value),
    ]),
  ]);
}

/**
 * Says how a target breaks the rules of all targets for one application in one environment; empty if it keeps them.
 * It needs no test framework: `expect(conformanceViolations(…)).toEqual([])`.
 *
 * @param options what `targets.<name>` of `towpath.yaml` would say
 */
export function conformanceViolations(
  target: Target,
  writer: TargetWriter,
  assembly: ApplicationAssembly,
  options: Readonly<Record<string, unknown>> = {},
): string[] {
  const where = `${target.name}, ${assembly.application} in ${assembly.environment.name}`;
  const input = { applications: [assembly], options, layout: 'object', written: () => undefined } as const;
  const { files } = writer.write(input);
  const paths = files.map(({ path }) => path);
  const [first, second] = [0, 1].map(() => outcomeOf(target, writer, assembly, options));
  const machine = [process.cwd(), process.env.HOME].filter((folder) => folder !== undefined && folder.length > 1);
  const found = [
    ...(first === second ? [] : ['two runs over the same model write different files']),
    ...paths.filter((path) => !isOutputPath(path)).map((path) => `\`${path}\` leads out of the output folder`),
    ...paths.filter((path, at) => paths.indexOf(path) < at).map((path) => `\`${path}\` is written twice`),
    ...files
      .filter(({ text }) => machine.some((folder) => text.includes(folder as string)))
      .map(({ path }) => `\`${path}\` names a folder of this machine`),
  ];
  return found.map((violation) => `${where}: ${violation}`);
}
