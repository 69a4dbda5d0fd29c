import { groupBy } from '../data/group-by';
import { errorIssue, type Issue } from '../diagnostics';
import { isSameVersion, versionText } from '../model/image-version';
import type { ImageUse } from './image-use';
import type { KnownHistory } from './known-history';
import { promotable } from './promotable';
import { flowImageKey, flowKey, imageKey } from './selection';
import type { SourceFlow, SourceImage } from './source-flow';
import { compareTags, type Version, versionOf } from './version';

/** One image of a flow in the target environment, and the version that it gets. */
export interface Move {
  readonly application: string;
  readonly flow: string;
  /** The name of the image in the application. */
  readonly image: string;
  /** The version that is pinned in the target. Empty if none is. */
  readonly from: Version;
  readonly to: Version;
  /** Whether the version is known to be older than that of the target. Absent if it is not. */
  readonly isBackwards?: true;
  /** How the version was found, if it differs from the version in the source: `the git tag on the commit …`. */
  readonly note?: string;
}

export interface MoveOptions {
  /** The names of the environments, for messages. */
  readonly source: string;
  readonly target: string;
  readonly history: KnownHistory;
  /** Add the digest that runs in the source. */
  readonly addsDigest: boolean;
  readonly allowsDowngrade: boolean;
}

export interface PlannedMoves {
  /** What changes. Sorted as the uses are. */
  readonly moves: readonly Move[];
  /** The flows, as `application/flow`, that have these versions already. */
  readonly unchanged: readonly string[];
  /** Why nothing may be promoted. */
  readonly refusals: readonly Issue[];
}

/**
 * Compares the images of the promoted flows with the source.
 * @param uses the images of the promoted flows in the target
 */
export function planMoves(
  uses: readonly ImageUse[],
  sources: readonly SourceFlow[],
  options: MoveOptions,
): PlannedMoves {
  const find = sourceFinder(sources);
  const moves = new Map<string, Move>();
  const unchanged = new Set<string>();
  const refusals: Issue[] = [];
  for (const use of uses) {
    const key = flowImageKey(use);
    if (moves.has(key)) continue;
    const found = find(use);
    const outcome = 'missing' in found ? withoutVersion(use, found.missing, options) : moveOf(use, found, options);
    if ('severity' in outcome) refusals.push(outcome);
    else if (isSameVersion(outcome.from, outcome.to)) unchanged.add(flowKey(use));
    else moves.set(key, outcome);
  }
  const moving = new Set([...moves.values()].map(flowKey));
  return {
    moves: [...moves.values()],
    unchanged: [...unchanged].filter((flow) => !moving.has(flow)),
    refusals,
  };
}

type Found = { readonly image: SourceImage; readonly obstacle?: string | undefined };
/** Why the source has no version of an image, in words that follow `which`. */
type NotFound = { readonly missing: string };

/** Finds the version of an image: of the same flow, else the one that all other flows with this image have. */
function sourceFinder(sources: readonly SourceFlow[]): (use: ImageUse) => Found | NotFound {
  const byFlow = new Map(sources.map((one) => [flowKey(one), one]));
  const all = sources.flatMap(({ application, obstacle, images }) =>
    images.map((image) => ({ application, image, obstacle })),
  );
  const byImage = groupBy(all, ({ application, image: { image } }) => imageKey({ application, image }));
  return (use) => {
    const flow = byFlow.get(flowKey(use));
    const own = flow?.images.find(({ image }) => image === use.image);
    if (flow && own) return { image: own, obstacle: flow.obstacle };
    if (flow?.obstacle !== undefined) return { image: { image: use.image }, obstacle: flow.obstacle };
    const [first, ...others] = byImage.get(imageKey(use)) ?? [];
    if (first && others.every(({ image }) => isSameVersion(image, first.image))) return first;
    return { missing: first ? `has flows with different versions of the image \`${use.image}\`` : 'does not have it' };
  };
}

function moveOf(use: ImageUse, { image, obstacle }: Found, options: MoveOptions): Move | Issue {
  const { application, flow } = use;
  const from = versionOf(use);
  const found = promotable(image, options.history, options.addsDigest);
  const inSource = `\`${flowKey(use)}\` in \`${options.source}\``;
  // A flow that is not ready is no obstacle if the target has its version already.
  const isThere = 'version' in found && versionText(from) !== '' && isSameVersion(from, found.version);
  if (obstacle !== undefined && !isThere) return refusal(use, 'promotion-not-ready', `${inSource} ${obstacle}`);
  if ('problem' in found) return refusal(use, found.code, `${inSource} ${found.problem}`);
  const { version: to, note } = found;
  if (versionText(to) === '') return withoutVersion(use, 'pins no version of it', options);
  const goesBack = isBackwards(from, to, options.history);
  if (goesBack && !options.allowsDowngrade) {
    const message = `\`${flowKey(use)}\` would go back in \`${options.target}\`: ${versionText(to)} is older than ${versionText(from)}`;
    return refusal(use, 'promotion-backwards', message);
  }
  return {
    application,
    flow,
    image: use.image,
    from,
    to,
    ...(goesBack && { isBackwards: true }),
    ...(note !== undefined && { note }),
  };
}

/** Whether a version is known to be older. Git decides if it knows both, because a tag may be anything. */
function isBackwards(from: Version, to: Version, history: KnownHistory): boolean {
  if (from.tag === undefined || to.tag === undefined || from.tag === to.tag) return false;
  return history.isOlder(to.tag, from.tag) ?? (compareTags(to.tag, from.tag) ?? 0) < 0;
}

const hints = {
  'promotion-source-missing': 'leave the flow out of the promotion, or set its pin with `towpath pin`',
  'promotion-not-ready':
    'wait until it is ready, or fix it; `--pins` takes what is pinned, without a look at the cluster',
  'promotion-of-branch':
    'tag the commit in git and fetch the tag, or deploy a released tag or a digest to the source first',
  'promotion-without-digest': 'leave out `--digest`, or pin the digest in the source',
  'promotion-backwards': 'use `--allow-downgrade` if this is what you want',
} as const;

function withoutVersion(use: ImageUse, why: string, { source, target }: MoveOptions): Issue {
  const message = `\`${flowKey(use)}\` of \`${target}\` has no version in \`${source}\`, which ${why}`;
  return refusal(use, 'promotion-source-missing', message);
}

function refusal(use: ImageUse, code: keyof typeof hints, message: string): Issue {
  return errorIssue(code, message, { path: flowKey(use), hint: hints[code] });
}
