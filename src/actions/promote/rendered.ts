import { yaml } from '../../targets/yaml/target';
import { assemblyFiles, objectChanges } from '../diff/object-changes';
import { fileChanges } from '../diff/target-files';
import type { Build, TargetFiles } from '../synth/build';
import { effectsOf } from './effects';
import type { Promotion } from './promotion';

/** The differences between two builds of a workspace, and what a deploy of the second one does. */
export function renderedChanges(before: Build, after: Build): Pick<Promotion, 'changes' | 'jobs' | 'down'> {
  const [old, now] = [before, after].map(({ outputs }) => assemblyFiles(outputs.filter(isYaml)));
  const objects = objectChanges(old ?? [], now ?? []);
  const files = after.outputs
    .filter((one) => !isYaml(one))
    .flatMap((one) => fileChanges(one, textsOf(before.outputs, one.target.name), objects));
  return { changes: [...objects, ...files], ...effectsOf(objects, after.applications) };
}

function isYaml({ target }: TargetFiles): boolean {
  return target === yaml;
}

function textsOf(outputs: readonly TargetFiles[], target: string): Map<string, string> {
  const units = outputs.filter((one) => one.target.name === target).flatMap((one) => one.units);
  return new Map(units.flatMap(({ files }) => files).map(({ path, text }) => [path, text]));
}
