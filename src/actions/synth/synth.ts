import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { type Issue, TowpathError } from '../../diagnostics';
import { assertNoObstacles } from '../../files/obstacle';
import { writeFiles } from '../../files/write-files';
import { withLock } from '../../output/lock';
import type { Target } from '../../targets/target';
import { applicationFiles } from '../../targets/yaml/files';
import { namespaceFiles, sharedNamespaceFiles } from '../../targets/yaml/namespaces';
import { yaml } from '../../targets/yaml/target';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import type { Layout } from '../../workspace/workspace-file';
import { staleSchemas } from '../schema/stale-schemas';
import { type Build, build, type KeptBuild } from './build';
import { mirrorFolder, mirrorTexts } from './mirror';
import {
  buildFor,
  type Places,
  type PlannedTarget,
  pathsOf,
  placesOf,
  planTargets,
  writeTargets,
} from './planned-targets';

export interface SynthOptions extends LoadOptions {
  /** Environments to synthesize. @default all */
  readonly environments?: readonly string[] | undefined;
  /** Where files go, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
  /**
   * The targets to write: names of towpath's own (`yaml`, `compose`, `pulumi`), or targets of other packages. Plain YAML
   * is written to `outdir`, every other target to a subfolder of its name.
   * @default the list in towpath.yaml, else `['yaml']`
   */
  readonly targets?: readonly (string | Target)[] | undefined;
  /** A file for each object, or one for each application. @default the layout of towpath.yaml, else 'object' */
  readonly layout?: Layout | undefined;
  /** Overwrite files that were changed by hand. @default false */
  readonly force?: boolean | undefined;
  /** A folder that gets a copy of every YAML file, as `cdk8s synth` expects it. @default the variable CDK8S_OUTDIR */
  readonly mirror?: string | undefined;
  /** Called if this synthesis must wait for another one. */
  readonly onWait?: ((holder: string) => void) | undefined;
}

/** The result of a synthesis. Paths are relative to `outdir`. */
export interface SynthResult {
  /** Relative to the workspace. */
  readonly outdir: string;
  /** Every file of the assembly. */
  readonly files: readonly string[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly warnings: readonly Issue[];
}

/**
 * Writes the files that the workspace declares, but only those that changed. All targets are planned before the first
 * one is written.
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export function synth(options: SynthOptions = {}): Promise<SynthResult> {
  return synthKeeping(options);
}

/**
 * Does the same as `synth`, and uses again what earlier rounds of a watch have built.
 * @param kept what they have built. What this synthesis builds is added to it. @default everything is built
 */
export async function synthKeeping(options: SynthOptions, kept?: KeptBuild): Promise<SynthResult> {
  const places = placesOf(options);
  const { root, outdir } = places;
  const mirror = mirrorOf(options, root);
  const work = async () => {
    const { applications, plans, result } = await prepare(options, places, kept);
    const conflicts = plans.flatMap(({ plan }) => plan.conflicts);
    if (conflicts.length > 0 && !options.force) throw new TowpathError(conflicts);
    const manifests = plans.find(({ target }) => target === yaml);
    const copy = mirror && manifests ? mirrorTexts(manifests.units, mirror, () => streamOf(applications)) : new Map();
    if (mirror !== undefined) assertNoObstacles(root, mirror, copy.keys());
    writeTargets(plans);
    if (mirror !== undefined && manifests) writeFiles(mirror, copy, { root });
    return result;
  };
  return withLock(outdir, 'synthesis', work, options.onWait ?? (() => {}));
}

/**
 * The folders of a synthesis, absolute and without links.
 * @throws TowpathError if it cannot write to them
 */
export function foldersOf(options: SynthOptions): { readonly root: string; readonly outputs: readonly string[] } {
  const { root, outdir } = placesOf(options);
  const mirror = mirrorOf(options, root);
  return { root, outputs: [outdir, ...(mirror === undefined ? [] : [mirror])] };
}

/** Returns what a synthesis would change. It only reads. */
export async function checkSynth(options: SynthOptions = {}): Promise<SynthResult & { conflicts: readonly Issue[] }> {
  const { plans, result } = await prepare(options, placesOf(options));
  return { ...result, conflicts: plans.flatMap(({ plan }) => plan.conflicts) };
}

/** Returns the manifests as one stream of documents. Nothing is written. */
export async function synthToText(options: SynthOptions = {}): Promise<{ text: string; warnings: readonly Issue[] }> {
  checkOptions(options);
  const { applications, warnings } = await build({ ...options, targets: [yaml] });
  return { text: streamOf(applications), warnings };
}

/** Builds the workspace, and compares each target with its folder. */
async function prepare(
  options: SynthOptions,
  places: Places,
  kept?: KeptBuild,
): Promise<Build & { plans: readonly PlannedTarget[]; result: SynthResult }> {
  const built = await buildFor({ ...options, kept }, places);
  const plans = planTargets(built.outputs, places, options.environments);
  const names = built.environments.map(({ name }) => name);
  const schemas = options.environments ? [] : staleSchemas(built.root, names, built.applications);
  const result: SynthResult = {
    outdir: places.shown,
    files: pathsOf(plans, ({ units }) => units.flatMap((unit) => unit.files.map(({ path }) => path))),
    written: pathsOf(plans, ({ plan }) => plan.write.keys()),
    removed: pathsOf(plans, ({ plan }) => plan.remove),
    unchanged: plans.reduce((sum, { plan }) => sum + plan.unchanged, 0),
    warnings: [...built.warnings, ...schemas],
  };
  return { ...built, plans, result };
}

function streamOf(applications: readonly ApplicationAssembly[]): string {
  const files = [
    ...applications.flatMap((one) => [...namespaceFiles(one), ...applicationFiles(one, 'app')]),
    ...sharedNamespaceFiles(applications),
  ];
  const texts = files.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ text }) => text);
  return texts.map((text) => (text.startsWith('---\n') ? text : `---\n${text}`)).join('');
}

/** The folder of the copy for `cdk8s synth`; undefined if nobody asks for a copy. */
function mirrorOf({ mirror = process.env.CDK8S_OUTDIR }: SynthOptions, root: string): string | undefined {
  return mirror ? mirrorFolder(root, mirror) : undefined;
}
