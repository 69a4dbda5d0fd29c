import { resolve } from 'node:path';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { LoadOptions } from '../../assembly/load';
import { withLock } from '../../assembly/lock';
import { outputFolder } from '../../assembly/output-folder';
import { planWrite, type WritePlan } from '../../assembly/plan';
import type { Layout } from '../../assembly/workspace-file';
import { workspaceRoot } from '../../assembly/workspace-root';
import { applyPlan } from '../../assembly/write';
import { type Issue, TowpathError } from '../../diagnostics';
import { assertNoObstacles } from '../../files/obstacle';
import { readIfThere } from '../../files/read-file';
import { shownPath } from '../../files/real-path';
import { writeFiles } from '../../files/write-files';
import { yamlUnits } from '../../targets/yaml/files';
import { type Build, build } from './build';
import { mirrorFolder, mirrorTexts } from './mirror';
import { type TargetName, targetFolder } from './target';

export interface SynthOptions extends LoadOptions {
  /** Environments to synthesize. @default all */
  readonly environments?: readonly string[] | undefined;
  /** Where files go, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
  /** Plain YAML, or in the folder `pulumi` of `outdir` a Pulumi project for each application. @default 'yaml' */
  readonly target?: TargetName | undefined;
  /** A file for each object, or one for each application. @default what towpath.yaml says, else 'object' */
  readonly layout?: Layout | undefined;
  /** Overwrite files that were changed by hand. @default false */
  readonly force?: boolean | undefined;
  /** A folder that gets a copy of every file, as `cdk8s synth` expects it. @default the variable CDK8S_OUTDIR */
  readonly mirror?: string | undefined;
  /** Called when another synthesis has to be waited for. */
  readonly onWait?: (() => void) | undefined;
}

/** What a synthesis did. Paths are relative to `outdir`. */
export interface SynthResult {
  /** Relative to the workspace. */
  readonly outdir: string;
  /** Every manifest of the assembly. */
  readonly files: readonly string[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly warnings: readonly Issue[];
}

/**
 * Writes what the workspace declares, and only what changed.
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export async function synth(options: SynthOptions = {}): Promise<SynthResult> {
  const { mirror: named = process.env.CDK8S_OUTDIR } = options;
  const places = placesOf(options);
  const { root, outdir } = places;
  const mirror = named && options.target !== 'pulumi' ? mirrorFolder(root, named) : undefined;
  const work = async () => {
    const { applications, units, plan, result } = await prepare(options, places);
    if (plan.conflicts.length > 0 && !options.force) throw new TowpathError(plan.conflicts);
    const copy = mirror === undefined ? new Map() : mirrorTexts(units, mirror, () => streamOf(applications));
    if (mirror !== undefined) assertNoObstacles(root, mirror, copy.keys());
    applyPlan(outdir, plan);
    if (mirror !== undefined) writeFiles(mirror, copy, { root });
    return result;
  };
  return withLock(outdir, work, options.onWait ?? (() => {}));
}

/** What a synthesis would do; reads only. */
export async function checkSynth(options: SynthOptions = {}): Promise<SynthResult & { conflicts: readonly Issue[] }> {
  const { plan, result } = await prepare(options, placesOf(options));
  return { ...result, conflicts: plan.conflicts };
}

/** The manifests as one stream of documents, nothing written. */
export async function synthToText(options: SynthOptions = {}): Promise<{ text: string; warnings: readonly Issue[] }> {
  const { applications, warnings } = await build(options);
  return { text: streamOf(applications), warnings };
}

/** Builds the workspace, and compares it with the output folder. */
async function prepare(
  options: SynthOptions,
  { root, outdir, shown }: Places,
): Promise<Build & { plan: WritePlan; result: SynthResult }> {
  const built = await build({ ...options, root, written: (path) => readIfThere(outdir, path) });
  const { units, warnings } = built;
  const plan = planWrite(units, { root, outdir, ...recorded(options) });
  if (plan.obstacles.length > 0) throw new TowpathError(plan.obstacles);
  const files = units.flatMap((unit) => unit.files.map(({ path }) => path)).sort();
  const { remove: removed, unchanged } = plan;
  const written = [...plan.write.keys()].sort();
  const result = { outdir: shown, files, written, removed, unchanged, warnings };
  return { ...built, plan, result };
}

/** Which of the indexes are compared: a Pulumi project has its own, whatever environments are in it. */
function recorded({ target, environments }: SynthOptions): Pick<SynthOptions, 'environments'> {
  return target === 'pulumi' ? {} : { environments };
}

function streamOf(applications: readonly ApplicationAssembly[]): string {
  const files = yamlUnits(applications, 'app').flatMap((unit) => unit.files);
  const texts = files.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ text }) => text);
  return texts.map((text) => (text.startsWith('---\n') ? text : `---\n${text}`)).join('');
}

/** Where a synthesis works: known before application code is loaded, which may change the current folder. */
interface Places {
  /** The workspace, absolute and without links. */
  readonly root: string;
  /** The output folder, absolute and without links. */
  readonly outdir: string;
  /** The output folder as messages show it, relative to the workspace. */
  readonly shown: string;
}

function placesOf({ root: named, outdir = 'dist', target }: SynthOptions): Places {
  const root = workspaceRoot(named);
  const folder = targetFolder(outdir, target);
  const real = outputFolder(root, folder);
  return { root, outdir: real, shown: shownPath(root, resolve(root, folder)) };
}
