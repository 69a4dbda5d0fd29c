import { issueError, shortList } from '../../diagnostics';
import { outputTexts } from '../../output/write-plan';
import { yaml } from '../../targets/yaml/target';
import type { TargetFiles } from '../synth/build';
import { type Places, pathsOf, planTargets } from '../synth/planned-targets';

/**
 * Checks that each file of the output folder is as the workspace declares it before the edits, or after them: an
 * earlier run of the same command may have been killed while it wrote.
 *
 * @throws TowpathError `output-stale`
 */
export function assertFresh(places: Places, before: readonly TargetFiles[], after: readonly TargetFiles[]): void {
  const [unlikeBefore = [], unlikeAfter = []] = [before, after].map((outputs) =>
    pathsOf(planTargets(outputs, places), ({ plan }) => [...plan.write.keys(), ...plan.remove]),
  );
  const isUnlikeAfter = new Set(unlikeAfter);
  const stale = unlikeBefore.filter((path) => isUnlikeAfter.has(path));
  if (stale.length === 0) return;
  const names = shortList(
    stale.map((path) => `\`${places.shown}/${path}\``),
    5,
  ).join(', ');
  const message = `the output is not what the workspace declares, so other changes would come with the edits: ${names}`;
  throw issueError('output-stale', message, {
    hint: 'run `towpath synth`, look at what changes, and commit it first',
  });
}

/** The files whose text a promotion changes, by path relative to the output folder. A removed file has no text. */
export function changedOutputs(
  before: readonly TargetFiles[],
  after: readonly TargetFiles[],
): Map<string, string | undefined> {
  const [old, now] = [textsByPath(before), textsByPath(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return new Map(paths.filter((path) => old.get(path) !== now.get(path)).map((path) => [path, now.get(path)]));
}

function textsByPath(outputs: readonly TargetFiles[]): Map<string, string> {
  return new Map(
    outputs.flatMap(({ target, units }) =>
      [...outputTexts(units)].map(([path, text]) => [target === yaml ? path : `${target.name}/${path}`, text] as const),
    ),
  );
}
