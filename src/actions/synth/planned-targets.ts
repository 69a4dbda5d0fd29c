import { join, resolve } from 'node:path';
import { TowpathError } from '../../diagnostics';
import { readIfThere } from '../../files/read-file';
import { shownPath } from '../../files/real-path';
import { outputFolder } from '../../output/output-folder';
import type { OutputUnit } from '../../output/output-unit';
import { writeOutput } from '../../output/write';
import { planWrite, type WritePlan } from '../../output/write-plan';
import type { Target } from '../../targets/target';
import { spansEnvironments } from '../../targets/units';
import { yaml } from '../../targets/yaml/target';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { type Build, type BuildOptions, build, type TargetFiles } from './build';

/** One target with its files, its folder and its plan. */
export interface PlannedTarget {
  readonly target: Target;
  readonly units: readonly OutputUnit[];
  /** Absolute path of the target's folder, without links. */
  readonly folder: string;
  readonly plan: WritePlan;
}

/** Builds the workspace. Targets read the files that they wrote before. */
export function buildFor(options: BuildOptions, places: Places): Promise<Build> {
  const written = (target: Target, path: string) => readIfThere(folderOf(target, places), path, places.root);
  return build({ ...options, root: places.root, written });
}

/**
 * Compares each target with its folder. It only reads.
 *
 * @param environments the environments that were built. @default all
 * @throws TowpathError for obstacles, such as a folder in the place of a file
 */
export function planTargets(
  outputs: readonly TargetFiles[],
  places: Places,
  environments?: readonly string[],
): readonly PlannedTarget[] {
  const plans = outputs.map(({ target, units }): PlannedTarget => {
    const folder = folderOf(target, places);
    const only = spansEnvironments(target) ? undefined : environments;
    return { target, units, folder, plan: planWrite(units, { root: places.root, outdir: folder, environments: only }) };
  });
  const obstacles = plans.flatMap(({ plan }) => plan.obstacles);
  if (obstacles.length > 0) throw new TowpathError(obstacles);
  return plans;
}

/** Writes the files of all targets. The caller has the lock of the output folder. */
export function writeTargets(plans: readonly PlannedTarget[]): void {
  for (const { folder, plan } of plans) writeOutput(folder, plan);
}

/** Paths of targets, relative to the output folder, sorted. */
export function pathsOf(
  plans: readonly PlannedTarget[],
  paths: (planned: PlannedTarget) => Iterable<string>,
): readonly string[] {
  const named = (one: PlannedTarget) =>
    [...paths(one)].map((path) => (one.target === yaml ? path : `${one.target.name}/${path}`));
  return plans.flatMap(named).sort();
}

function folderOf(target: Target, { root, outdir, shown }: Places): string {
  return target === yaml ? outdir : outputFolder(root, join(shown, target.name));
}

/**
 * The folders of a synthesis. They are resolved before application code is loaded, which may change the current folder.
 */
export interface Places {
  /** The workspace, absolute and without links. */
  readonly root: string;
  /** The output folder, absolute and without links. */
  readonly outdir: string;
  /** The output folder as messages show it, relative to the workspace. */
  readonly shown: string;
}

export function placesOf(options: LoadOptions & { readonly outdir?: string | undefined }): Places {
  checkOptions(options);
  const { root: named, outdir = 'dist' } = options;
  const root = workspaceRoot(named);
  return { root, outdir: outputFolder(root, outdir), shown: shownPath(root, resolve(root, outdir)) };
}
