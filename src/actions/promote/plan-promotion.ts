import { distinctIssues, type Issue, TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { FileTexts } from '../../environments/folder';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { gitHistory } from '../git/history';
import { type Places, placesOf } from '../synth/planned-targets';
import { dirtIssues } from './endings/commit';
import type { CommitNotes } from './endings/commit-message';
import { needsCommit } from './endings/endings';
import { type OpenedEndings, openEndings } from './endings/opened';
import { type EnvironmentPair, environmentPair } from './environment-pair';
import { withGates, withoutGates } from './gated';
import { committedTexts, preparedAsCommitted } from './git/committed-texts';
import type { PromotionRequest } from './planned-pins';
import { buildWith, type PreparedPromotion, type PrepareOptions, preparePromotion } from './prepared';
import type { PromoteOptions } from './promote-options';
import { replacedHotfixes } from './replaced-hotfixes';
import type { FoundFlows } from './source/running';
import { sourceFlows } from './source/source-flows';
import { heldMoves, targetRecords } from './target-records';

/** A promotion that nothing prevents. Nothing is written yet. */
export interface PlannedPromotion {
  readonly places: Places;
  readonly prepared: PreparedPromotion;
  /** What is done after the files are edited. Absent if nothing is committed. */
  readonly endings: OpenedEndings | undefined;
  /** Whether an earlier run has made the commit. */
  readonly isCommitted: boolean;
  readonly notes: CommitNotes;
  readonly warnings: readonly Issue[];
}

/**
 * Finds the versions to promote, prepares the files in memory, and asks the holds and gates of the target.
 * @throws TowpathError with everything that prevents the promotion
 */
export async function planPromotion(options: PromoteOptions): Promise<PlannedPromotion> {
  const places = placesOf(options);
  const { root } = places;
  const load: LoadOptions = { root, applications: options.applications, reload: options.reload };
  const workspace = await loadWorkspace(load);
  const pair = environmentPair(workspace, {
    ...{ from: options.from, to: options.to, skipEnvironments: options.skipEnvironments ?? false },
  });
  const { target } = pair;
  const endings = needsCommit(options) ? openEndings(root, options) : undefined;
  const prepare: PrepareOptions = {
    ...{ load, places, request: requestOf(pair, options), history: gitHistory(root), taken: options.take ?? 'running' },
    options: workspace.options,
  };
  const found = await prepareOnce(prepare, target, options, endings !== undefined);
  const { moves } = found.prepared.promotion;
  const records = await targetRecords(target, moves, options.take === 'pins' ? undefined : options);
  // The gates of a promotion that is committed were asked before its commit.
  const gated = found.isCommitted
    ? withoutGates(found.prepared)
    : await withGates(found.prepared, found.flows, prepare, options, target, records.newest);
  const { prepared } = gated;
  const held = [...records.issues, ...heldMoves(target, moves, records)];
  const dirt = endings ? dirtIssues(endings.checkout, places, prepared) : [];
  const closed = options.dryRun || options.override !== undefined ? [] : gated.closed;
  const refused = [...held, ...dirt, ...closed];
  if (refused.some(({ severity }) => severity === 'error')) throw new TowpathError(refused);
  const replaced = replacedHotfixes(prepared.promotion, found.releases, prepare.history);
  const override = gated.closed.length > 0 ? options.override : undefined;
  return {
    ...{ places, prepared, endings, isCommitted: found.isCommitted },
    notes: { why: options.why, override, evidence: gated.evidence },
    warnings: distinctIssues([...found.warnings, ...held, ...replaced, ...prepared.warnings]),
  };
}

function requestOf({ source, target, skips }: EnvironmentPair, options: PromoteOptions): PromotionRequest {
  return {
    ...{ from: source.name, to: target.name, flows: options.flows ?? [] },
    ...{ addsDigest: options.digest ?? false, allowsDowngrade: options.allowDowngrade ?? false, skips },
  };
}

/** The prepared files, and what was found in the source. */
interface FoundPromotion extends FoundFlows {
  readonly prepared: PreparedPromotion;
  readonly isCommitted: boolean;
}

/** Prepares a promotion, or finds the one that an earlier run has prepared and committed. */
async function prepareOnce(
  prepare: PrepareOptions,
  target: Environment,
  options: PromoteOptions,
  isToCommit: boolean,
): Promise<FoundPromotion> {
  const texts: FileTexts = isToCommit ? committedTexts(prepare.places.root, target, 'HEAD') : new Map();
  const built = await buildWith(prepare, texts);
  const found = await sourceFlows(built, prepare, options);
  const fresh = await preparePromotion(prepare, built, found.flows, texts);
  const earlier =
    isToCommit && fresh.edits.length === 0 ? await preparedAsCommitted(prepare, found.flows, target) : undefined;
  return { ...found, prepared: earlier ?? fresh, isCommitted: earlier !== undefined };
}
