import { join } from 'node:path';
import { assembleWorkspace } from '../../assembly/assemble-workspace';
import { assertInside } from '../../assembly/containment';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import { withLock } from '../../assembly/lock';
import type { OutputUnit } from '../../assembly/output';
import { planWrite, type WritePlan } from '../../assembly/plan';
import type { Workspace } from '../../assembly/workspace';
import type { Layout } from '../../assembly/workspace-file';
import { applyPlan } from '../../assembly/write';
import { type Issue, TowpathError } from '../../diagnostics';
import { yamlUnits } from '../../targets/yaml/files';
import { mirror } from './mirror';

export interface SynthOptions extends LoadOptions {
  /** Environments to synthesize. @default all */
  readonly environments?: readonly string[] | undefined;
  /** Where files go, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
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
  const { outdir = 'dist', mirror: mirrorDir = process.env.CDK8S_OUTDIR } = options;
  const root = options.root ?? '.';
  assertInside(root, outdir);
  const work = async () => {
    const { workspace, units, warnings } = await build(options);
    const folder = join(workspace.root, outdir);
    const plan = planWrite(folder, units, options.environments);
    if (plan.conflicts.length > 0 && !options.force) throw new TowpathError(plan.conflicts);
    applyPlan(workspace.root, folder, plan);
    if (mirrorDir) mirror(units, mirrorDir);
    return { ...report(outdir, units, plan), warnings };
  };
  return withLock(join(root, outdir), work, options.onWait ?? (() => {}));
}

/** What a synthesis would do; reads only. */
export async function checkSynth(options: SynthOptions = {}): Promise<SynthResult & { conflicts: readonly Issue[] }> {
  const { outdir = 'dist' } = options;
  assertInside(options.root ?? '.', outdir);
  const { workspace, units, warnings } = await build(options);
  const plan = planWrite(join(workspace.root, outdir), units, options.environments);
  return { ...report(outdir, units, plan), warnings, conflicts: plan.conflicts };
}

/** The manifests as one stream of documents, nothing written. */
export async function synthToText(options: SynthOptions = {}): Promise<{ text: string; warnings: readonly Issue[] }> {
  const { units, warnings } = await build({ ...options, layout: 'app' });
  const files = units.flatMap((unit) => unit.files).sort((a, b) => (a.path < b.path ? -1 : 1));
  return { text: files.map(({ text }) => (text.startsWith('---\n') ? text : `---\n${text}`)).join(''), warnings };
}

async function build(options: SynthOptions): Promise<{ workspace: Workspace; units: OutputUnit[]; warnings: Issue[] }> {
  const workspace = await loadWorkspace(options);
  const assembly = assembleWorkspace(workspace, options.environments);
  const errors = assembly.issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new TowpathError(assembly.issues);
  const units = yamlUnits(assembly.applications, options.layout ?? workspace.options.layout);
  return { workspace, units, warnings: [...assembly.issues] };
}

function report(outdir: string, units: readonly OutputUnit[], plan: WritePlan): Omit<SynthResult, 'warnings'> {
  return {
    outdir,
    files: units.flatMap((unit) => unit.files.map(({ path }) => path)).sort(),
    written: [...plan.write.keys()].sort(),
    removed: plan.remove,
    unchanged: plan.unchanged,
  };
}
