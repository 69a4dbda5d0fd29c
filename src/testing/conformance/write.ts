import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { Issue } from '../../diagnostics';
import { describeValue } from '../../model/describe';
import type { OutputFile } from '../../output/output-unit';
import type { ChosenTarget } from '../../targets/choose';
import { findLosses } from '../../targets/losses';
import { targetUnits } from '../../targets/units';

/** The files and issues of a target. */
export interface Written {
  readonly files: readonly OutputFile[];
  readonly issues: readonly Issue[];
  /** Files, issues and lost values as one text. If a property does not change it, the target ignores the property. */
  readonly outcome: string;
}

export function write(chosen: ChosenTarget, assemblies: readonly ApplicationAssembly[]): Written {
  const { units, issues } = targetUnits(chosen, assemblies, { layout: 'object' });
  const files = units.flatMap((unit) => unit.files);
  const lost = assemblies.flatMap(({ model }) =>
    findLosses(chosen.target.name, chosen.writer.losses ?? [], model).map(({ issue, value }) => [
      issue.path,
      describeValue(value),
    ]),
  );
  const outcome = JSON.stringify([
    files.map(({ path, text }) => [path, text]),
    issues.map(({ code, severity, path }) => `${severity} ${code} ${path}`),
    lost,
  ]);
  return { files, issues, outcome };
}
