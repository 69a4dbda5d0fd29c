import { yaml } from '../../targets/yaml/target';
import { assemblyFiles, changedFiles, objectChanges } from '../diff/object-changes';
import { fileChanges } from '../diff/target-files';
import type { TargetFiles } from '../synth/build';
import { effectsOf } from './effects';
import type { Promotion } from './promotion';

/** The differences between two builds of a workspace, and what a deploy of the second one does. */
export function renderedChanges(
  before: readonly TargetFiles[],
  after: readonly TargetFiles[],
): Pick<Promotion, 'changes' | 'jobs' | 'down'> {
  const [old, now] = [assemblyFiles(before.filter(isYaml)), assemblyFiles(after.filter(isYaml))];
  const objects = objectChanges(old, now);
  const files = after
    .filter((one) => !isYaml(one))
    .flatMap((one) => fileChanges(one, textsOf(before, one.target.name), objects));
  return { changes: [...objects, ...files], ...effectsOf(objects, changedFiles(now, old)) };
}

function isYaml({ target }: TargetFiles): boolean {
  return target === yaml;
}

function textsOf(outputs: readonly TargetFiles[], target: string): Map<string, string> {
  const units = outputs.filter((one) => one.target.name === target).flatMap((one) => one.units);
  return new Map(units.flatMap(({ files }) => files).map(({ path, text }) => [path, text]));
}
