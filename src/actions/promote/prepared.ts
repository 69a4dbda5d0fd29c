import { type Issue, issueError, shortList } from '../../diagnostics';
import type { FileTexts } from '../../environments/folder';
import { isSameVersion, versionText } from '../../model/image-version';
import type { ImageUse } from '../../promotion/image-use';
import { containerKey, flowKey } from '../../promotion/selection';
import type { SourceFlow } from '../../promotion/source-flow';
import { yaml } from '../../targets/yaml/target';
import type { LoadOptions } from '../../workspace/load';
import type { WorkspaceOptions } from '../../workspace/workspace-file';
import type { GitHistory } from '../git/history';
import type { EditedFile } from '../pin/edited-files';
import type { Build, TargetFiles } from '../synth/build';
import { buildFor, type Places } from '../synth/planned-targets';
import { usesIn } from '../synth/uses-in';
import { assertFresh } from './fresh-output';
import { movesByImage, type PlannedPins, type PromotionRequest, plannedPins } from './planned-pins';
import type { Promotion } from './promotion';
import { renderedChanges } from './rendered';
import { commitsOf } from './version-commits';

/** Texts to write. Nothing is written yet. */
export interface PreparedFiles {
  /** The environment files to write. */
  readonly edits: readonly EditedFile[];
  /** The files of all targets that `towpath.yaml` lists, before and after. */
  readonly before: readonly TargetFiles[];
  readonly after: readonly TargetFiles[];
}

/** A promotion with the texts to write. */
export interface PreparedPromotion extends PreparedFiles {
  readonly promotion: Promotion;
  readonly warnings: readonly Issue[];
}

export interface PrepareOptions {
  readonly load: LoadOptions;
  readonly places: Places;
  readonly request: PromotionRequest;
  readonly taken: Promotion['taken'];
  /** What `towpath.yaml` sets. */
  readonly options: WorkspaceOptions;
  readonly history: GitHistory | undefined;
}

/** Builds what the workspace declares, also as plain YAML, in which the changes of a promotion are shown. */
export function buildWith(
  { load, places }: Pick<PrepareOptions, 'load' | 'places'>,
  environmentTexts: FileTexts,
): Promise<Build> {
  return buildFor({ ...load, additionalTargets: [yaml], environmentTexts }, places);
}

/** The outputs that are written. Plain YAML, which is always built, is not written if `towpath.yaml` lists only others. */
export function writtenOutputs(
  outputs: readonly TargetFiles[],
  { targets = {} }: Pick<WorkspaceOptions, 'targets'>,
): readonly TargetFiles[] {
  const writesYaml = Object.keys(targets).length === 0 || Object.hasOwn(targets, 'yaml');
  return outputs.filter(({ target }) => writesYaml || target !== yaml);
}

/**
 * Prepares a promotion in memory.
 *
 * @param built what the workspace declares with the texts
 * @param texts the files of the target before the promotion, where they differ from those on disk
 * @throws TowpathError with everything that prevents the promotion
 */
export async function preparePromotion(
  options: PrepareOptions,
  built: Build,
  sources: readonly SourceFlow[],
  texts: FileTexts,
): Promise<PreparedPromotion> {
  const { request, places, history } = options;
  const planned = plannedPins(built, sources, request, history, texts);
  const { moves, edits } = planned;
  const edited = new Map([...texts, ...edits.map(({ file, text }) => [file, text] as const)]);
  const then = edits.length > 0 ? await buildWith(options, edited) : built;
  assertPlaced(usesIn(built, request.to), usesIn(then, request.to), planned);
  const listed = (outputs: readonly TargetFiles[]) => writtenOutputs(outputs, options.options);
  assertFresh(places, listed(built.outputs), listed(then.outputs));
  const { from, to } = request;
  return {
    promotion: {
      ...{ from, to, taken: options.taken, moves, unchanged: planned.unchanged, shared: planned.shared },
      lifted: [
        ...(request.skips && moves.length > 0 ? ['promotion-skips-environment' as const] : []),
        ...(moves.some(({ isBackwards }) => isBackwards) ? ['promotion-backwards' as const] : []),
      ],
      commits: commitsOf(moves, history),
      pins: edits.flatMap(({ changes }) => changes),
      ...renderedChanges(built, then),
      gates: [],
    },
    warnings: [...then.warnings, ...planned.warnings],
    edits,
    before: listed(built.outputs),
    after: listed(then.outputs),
  };
}

/** Checks that each image of the target has exactly the version that the promotion gives it, or the one that it had. */
function assertPlaced(before: readonly ImageUse[], after: readonly ImageUse[], { moves }: PlannedPins): void {
  const moveOf = movesByImage(moves);
  const old = new Map(before.map((use) => [containerKey(use), use]));
  const wrong = after.filter((use) => {
    const wanted = moveOf(use)?.to ?? old.get(containerKey(use));
    return wanted !== undefined && !isSameVersion(use, wanted);
  });
  if (wrong.length === 0) return;
  const names = wrong.map((use) => `\`${flowKey(use)}\` would get ${versionText(use)} of the image \`${use.image}\``);
  const message = `the pins of the target cannot have exactly these versions: ${shortList(names, 5).join(', ')}`;
  const hint = 'promote all flows with this image together, with one version of it';
  throw issueError('promotion-unplaceable', message, { hint });
}
