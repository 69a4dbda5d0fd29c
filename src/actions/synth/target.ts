import { join } from 'node:path';
import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { OutputUnit } from '../../assembly/output';
import type { Layout } from '../../assembly/workspace-file';
import { requirePulumi } from '../../targets/pulumi/peers';
import { yamlUnits } from '../../targets/yaml/files';

export const targetNames = ['yaml', 'pulumi'] as const;
/** The form that a synthesis takes. */
export type TargetName = (typeof targetNames)[number];

export interface TargetOptions {
  readonly target?: TargetName | undefined;
  readonly layout: Layout;
  /** The text of a file that an output folder has already. */
  readonly written?: ((path: string) => string | undefined) | undefined;
}

/** The files of a target. What only one target needs is loaded with it. */
export async function targetUnits(
  applications: readonly ApplicationAssembly[],
  { target = 'yaml', layout, written = () => undefined }: TargetOptions,
): Promise<OutputUnit[]> {
  if (target === 'yaml') return yamlUnits(applications, layout);
  requirePulumi();
  const { pulumiUnits } = await import('../../targets/pulumi/files/project');
  return pulumiUnits(applications, written);
}

/** Each target has a folder and an index of its own, so that none takes the files of another for its old ones. */
export function targetFolder(outdir: string, target: TargetName = 'yaml'): string {
  return target === 'yaml' ? outdir : join(outdir, target);
}
