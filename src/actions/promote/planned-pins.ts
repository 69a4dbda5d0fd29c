import { findEnvironment } from '../../assembly/assemble-workspace';
import { type Issue, IssueCollector } from '../../diagnostics';
import type { FileTexts } from '../../environments/folder';
import { type PlacedPin, placePins } from '../../environments/pin-places';
import { type ImageUse, imageUses } from '../../promotion/image-use';
import { type KnownHistory, noHistory } from '../../promotion/known-history';
import { type Move, planMoves } from '../../promotion/moves';
import { flowImageKey, type SharedImage } from '../../promotion/selection';
import type { SourceFlow } from '../../promotion/source-flow';
import type { Version } from '../../promotion/version';
import { type EditedFile, pinEdits } from '../pin/edited-files';
import type { Build } from '../synth/build';
import { differingPins } from './differing-pins';
import { promotedUses } from './promoted-uses';

/** What a promotion is asked to do. */
export interface PromotionRequest {
  readonly from: string;
  readonly to: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`; all if empty. */
  readonly flows: readonly string[];
  readonly addsDigest: boolean;
  readonly allowsDowngrade: boolean;
  /** Whether the target does not promote from the source. */
  readonly skips: boolean;
}

/** The pins that a promotion edits. */
export interface PlannedPins {
  readonly moves: readonly Move[];
  readonly unchanged: readonly string[];
  readonly shared: readonly SharedImage[];
  readonly edits: readonly EditedFile[];
  readonly warnings: readonly Issue[];
}

/**
 * Compares the target with the source, and edits its files in memory.
 *
 * @param texts are edited instead of the files on disk
 * @throws TowpathError with everything that prevents the promotion
 */
export function plannedPins(
  { root, applications, environments }: Build,
  sources: readonly SourceFlow[],
  { from, to, flows, ...request }: PromotionRequest,
  history: KnownHistory = noHistory,
  texts: FileTexts = new Map(),
): PlannedPins {
  const inEnvironment = (name: string) => applications.filter(({ environment }) => environment.name === name);
  const [source, target] = [inEnvironment(from), inEnvironment(to)];
  const all = environments.map(({ name }) => name);
  const { uses, shared, issues } = promotedUses(source, target, flows, { from, to, all });
  const options = { source: from, target: to, history, ...request };
  const { moves, unchanged, refusals } = planMoves(uses, sources, options);
  const problems = new IssueCollector();
  problems.add(...issues, ...refusals, ...differingPins(source, sources, moves, from));
  problems.throwIfErrors();
  const environment = findEnvironment({ environments, issues: [] }, to);
  const moveOf = movesByImage(moves);
  const pins = target.flatMap(({ application, model }): PlacedPin[] => {
    const images = imageUses(model).map((use) => ({ ...use, ...withVersion(moveOf(use)?.to ?? use) }));
    return placePins(environment, application, images, (use) => moveOf(use) !== undefined);
  });
  return { moves, unchanged, shared, edits: pinEdits(root, environment, pins, texts), warnings: problems.issues };
}

/** A tag and a digest that replace those of another version, also if they are absent. */
function withVersion({ tag, digest }: Version): {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
} {
  return { tag, digest };
}

/** Finds the move of an image; undefined if the image stays as it is. */
export function movesByImage(
  moves: readonly Move[],
): (image: Pick<ImageUse, 'application' | 'flow' | 'image'>) => Move | undefined {
  const known = new Map(moves.map((move) => [flowImageKey(move), move]));
  return (image) => known.get(flowImageKey(image));
}
