import type { ApplicationAssembly } from '../assembly/application-assembly';
import { groupBy } from '../data/group-by';
import { collected, type Issue } from '../diagnostics';
import type { ApplicationModel } from '../model/application-model';
import { indexEntry } from '../output/index-file';
import { environmentOf, isOutputPath, type OutputFile, type OutputUnit } from '../output/output-unit';
import type { ChosenTarget } from './choose';
import { additionIssues, lossIssues } from './losses';
import type { TargetInput, Unit } from './target';
import { yaml } from './yaml/target';

/** The folder of a target that writes one unit for the whole workspace. */
const workspaceFolder = 'workspace';

/** What one target writes. */
export interface TargetUnits {
  readonly units: readonly OutputUnit[];
  /** Features that the target cannot express, and the issues of the target's own checks. */
  readonly issues: readonly Issue[];
}

/** Plain YAML by the models of the assemblies. A model stays the same object when its assembly is used again. */
export type KeptUnits = WeakMap<ApplicationModel, OutputUnit>;

/** How the files of a target are made. */
export interface UnitOptions extends Pick<TargetInput, 'layout'>, Partial<Pick<TargetInput, 'written'>> {
  /** Gets the plain YAML of each application, or has it from an earlier round of a watch. @default all files are made */
  readonly kept?: KeptUnits | undefined;
}

/** Creates the files of all units of a target, in memory. */
export function targetUnits(
  { target, writer, options, accept }: ChosenTarget,
  assemblies: readonly ApplicationAssembly[],
  { layout, written = () => undefined, kept }: UnitOptions,
): TargetUnits {
  const issues = assemblies.flatMap(({ model }) => [
    ...lossIssues(target.name, writer.losses ?? [], model, accept),
    ...(target.reads === 'model' ? additionIssues(target.name, model, accept) : []),
  ]);
  const add = (...found: readonly Issue[]) => void issues.push(...found);
  const input = { options, layout, written };
  const made = ({ folder, application, members }: Group): OutputUnit => {
    const output = collected(add, () => writer.write({ ...input, applications: members }));
    issues.push(...(output?.issues ?? []));
    return {
      environment: folder,
      ...(application !== undefined && { application }),
      files: within(folder, target.name, output?.files ?? []),
      about: aboutUnit(target, members),
    };
  };
  const units = groups(target.unit, assemblies).map((group) => {
    const [only] = group.members;
    if (!kept || target !== yaml || !only) return made(group);
    const known = kept.get(only.model);
    if (known) return known;
    const earlier = issues.length;
    const unit = made(group);
    if (issues.length === earlier) kept.set(only.model, unit);
    return unit;
  });
  const shared = collected(add, () => writer.writeShared?.({ ...input, applications: assemblies })) ?? [];
  const sharedUnits = [...groupBy(shared, ({ path }) => environmentOf(path))].map(([folder, files]): OutputUnit => {
    return { environment: folder, files: within(folder, target.name, files), about: {} };
  });
  return { units: [...units, ...sharedUnits], issues };
}

/** Whether a unit of the target contains several environments, so that no environment can be written alone. */
export function spansEnvironments({ unit }: { readonly unit: Unit }): boolean {
  return unit === 'application' || unit === 'workspace';
}

interface Group {
  readonly folder: string;
  readonly application?: string;
  readonly members: readonly ApplicationAssembly[];
}

function groups(unit: Unit, assemblies: readonly ApplicationAssembly[]): Group[] {
  if (unit === 'application in an environment')
    return assemblies.map((one) => ({
      folder: one.environment.name,
      application: one.application,
      members: [one],
    }));
  if (unit === 'workspace') return [{ folder: workspaceFolder, members: assemblies }];
  const nameOf = ({ application, environment }: ApplicationAssembly) =>
    unit === 'application' ? application : environment.name;
  return [...groupBy(assemblies, nameOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, members]) => ({ folder, members }));
}

/** The entries of a unit's index beside its files. */
function aboutUnit({ name, unit }: { name: string; unit: Unit }, members: readonly ApplicationAssembly[]): object {
  const target = name === 'yaml' ? {} : { target: name };
  const [first] = members;
  if (unit === 'application in an environment') return { ...(first && indexEntry(first)), ...target };
  const environments = [...new Set(members.map(({ environment }) => environment.name))].sort();
  const applications = [...new Set(members.map(({ application }) => application))].sort();
  return {
    ...(unit === 'application' ? { application: applications[0] } : { applications }),
    ...target,
    environments,
  };
}

/** @throws TypeError for a file outside the folder of its unit, which is a bug of the target */
function within(folder: string, target: string, files: readonly OutputFile[]): readonly OutputFile[] {
  const stray = files.find(({ path }) => !isOutputPath(path) || !path.startsWith(`${folder}/`));
  if (stray)
    throw new TypeError(`the target \`${target}\` writes \`${stray.path}\`, which is not in the folder \`${folder}/\``);
  return files;
}
