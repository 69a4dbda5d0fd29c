import type { ConnectOptions } from '../../cluster/connect';
import { type Issue, IssueCollector, TowpathError } from '../../diagnostics';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { gitHistory } from '../git/history';
import { placesOf } from '../synth/planned-targets';
import { dirtIssues } from './endings/commit';
import { type Endings, type EndingsResult, needsCommit } from './endings/endings';
import { finish } from './endings/finish';
import { openEndings } from './endings/opened';
import { environmentPair } from './environment-pair';
import { withGates, withoutGates } from './gated';
import { committedTexts, preparedAsCommitted } from './git/committed-texts';
import { buildWith, type PrepareOptions, preparePromotion } from './prepared';
import type { Promotion } from './promotion';
import { replacedHotfixes } from './replaced-hotfixes';
import { sourceFlows } from './source/source-flows';
import { heldMoves, targetRecords } from './target-records';
import { withPromotionLock, writePromotion } from './write';

export interface PromoteOptions extends LoadOptions, ConnectOptions, Endings {
  /** The environment that gets the versions. */
  readonly to: string;
  /** The environment that the versions come from. @default the only one in `promotesFrom` of the target */
  readonly from?: string | undefined;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default all that both environments have */
  readonly flows?: readonly string[] | undefined;
  /**
   * Which versions of the source are taken: those that run and are ready, those that its files pin (no cluster is asked),
   * or those of the release with this number.
   * @default 'running'
   */
  readonly take?: Promotion['taken'] | undefined;
  /** Add the digest that runs in the source to each pin. @default the pins have the form of the source */
  readonly digest?: boolean | undefined;
  /** Promote also if the target does not promote from the source. The commit records it. @default false */
  readonly skipEnvironments?: boolean | undefined;
  /** Promote also to a version that is older than the one of the target. The commit records it. @default false */
  readonly allowDowngrade?: boolean | undefined;
  /** Why to promote although a gate is closed. The commit records the reason. @default a closed gate stops the promotion */
  readonly override?: string | undefined;
  /** The output folder, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
  /** Show the promotion and write nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /**
   * Called once before the first write; with `false` nothing is written. It is not called if nothing is left to do.
   * @default everything is written without asking
   */
  readonly confirm?: ((promotion: Promotion, warnings: readonly Issue[]) => Promise<boolean>) | undefined;
  /** The text of the pull request. @default the message of the commit */
  readonly describe?: ((promotion: Promotion) => string) | undefined;
  /** Called if the promotion must wait for a synthesis. */
  readonly onWait?: ((holder: string) => void) | undefined;
}

export interface PromoteResult extends EndingsResult {
  readonly promotion: Promotion;
  /** Whether the files have the new versions now. `false` after a dry run, or if `confirm` returned `false`. */
  readonly isDone: boolean;
  readonly warnings: readonly Issue[];
}

/**
 * Promotes versions from one environment to another: `towpath promote`. It takes the tags and digests of the images that
 * the applications build, and nothing else. All flows are promoted, or none. Then it edits the environment files,
 * synthesizes the output, and commits, pushes and opens a pull request if that is asked for. After an interruption the
 * same call goes on where it stopped.
 *
 * @throws TowpathError with everything that prevents the promotion; then nothing was written. After the first write, if
 *   git, the remote repository or the program for pull requests refuses a step; the steps before it stay
 */
export async function promote(options: PromoteOptions): Promise<PromoteResult> {
  checkOptions(options, ['to']);
  const places = placesOf(options);
  const { root } = places;
  const load: LoadOptions = { root, applications: options.applications, reload: options.reload };
  const workspace = await loadWorkspace(load);
  const { source, target, skips } = environmentPair(workspace, {
    ...{ from: options.from, to: options.to, skipEnvironments: options.skipEnvironments ?? false },
  });
  const request = {
    ...{ from: source.name, to: target.name, flows: options.flows ?? [] },
    ...{ addsDigest: options.digest ?? false, allowsDowngrade: options.allowDowngrade ?? false, skips },
  };
  const endings = needsCommit(options) ? openEndings(root, options) : undefined;
  const texts = endings ? committedTexts(root, target, 'HEAD') : new Map<string, string>();
  const prepare: PrepareOptions = {
    ...{
      load,
      places,
      request,
      history: gitHistory(root),
      taken: options.take ?? 'running',
    },
    options: workspace.options,
  };
  const built = await buildWith(prepare, texts);
  const { flows, warnings: unread, releases } = await sourceFlows(built, prepare, options);
  const fresh = await preparePromotion(prepare, built, flows, texts);
  const earlier = endings && fresh.edits.length === 0 ? await preparedAsCommitted(prepare, flows, target) : undefined;
  const { moves } = (earlier ?? fresh).promotion;
  const records = await targetRecords(target, moves, options.take === 'pins' ? undefined : options);
  // The gates of a promotion that is committed were asked before its commit.
  const gated = earlier
    ? withoutGates(earlier)
    : await withGates(fresh, flows, prepare, options, target, records.newest);
  const { prepared } = gated;
  const held = [...records.issues, ...heldMoves(target, moves, records)];
  const dirt = endings ? dirtIssues(endings.checkout, places, prepared) : [];
  const closed = options.dryRun || options.override !== undefined ? [] : gated.closed;
  const refused = [...held, ...dirt, ...closed];
  if (refused.some(({ severity }) => severity === 'error')) throw new TowpathError(refused);
  const replaced = replacedHotfixes(prepared.promotion, releases, prepare.history);
  const warnings = distinct([...unread, ...held, ...replaced, ...prepared.warnings]);
  const { promotion } = prepared;
  const isLeft = promotion.moves.length > 0;
  if (options.dryRun) return { promotion, isDone: !isLeft, warnings };
  if (isLeft && options.confirm && !(await options.confirm(promotion, warnings)))
    return { promotion, isDone: false, warnings };
  const override = gated.closed.length > 0 ? options.override : undefined;
  const notes = { why: options.why, override, evidence: gated.evidence };
  const onWait = options.onWait ?? (() => {});
  if (endings && isLeft)
    return {
      promotion,
      isDone: true,
      warnings,
      ...(await finish({ ...endings, notes }, places, prepared, earlier !== undefined, onWait)),
    };
  await withPromotionLock(places, 'promotion', () => writePromotion(places, prepared), onWait);
  return { promotion, isDone: true, warnings };
}

function distinct(issues: readonly Issue[]): readonly Issue[] {
  const problems = new IssueCollector();
  problems.add(...issues);
  return problems.issues;
}
