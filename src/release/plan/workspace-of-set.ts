import { escapeHidden } from '../../data/escape-hidden';
import { errorIssue, type Issue, warningIssue } from '../../diagnostics';
import { parseImage } from '../../model/image-reference';
import { quoteValue } from '../../model/quote-value';
import type { DesiredApplication } from '../desired';
import type { InstanceRef } from '../store/instance';
import type { Release } from '../store/release';
import type { LiveState } from './live-state';

/** Whether a deploy takes over a set, and what there is to say about it. */
export interface SetOwner {
  /** Whether the deploy takes the set from another workspace or environment. */
  readonly takesSet: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Checks that the objects of an instance were deployed from the same workspace and for the same environment. A set that
 * was deployed before sets had a mark belongs to the first workspace that deploys it again.
 *
 * @param takeSet whether the user allows taking a set from another workspace or environment
 */
export function ownerOfSet(
  desired: Pick<DesiredApplication, 'workspace' | 'flows' | 'environment'>,
  instanceRef: InstanceRef,
  { workspace: marked, releases }: Pick<LiveState, 'workspace' | 'releases'>,
  takeSet: boolean,
): SetOwner {
  const { workspace = '', flows, environment } = desired;
  const other = releases[0]?.environment;
  const isOfAnother = marked !== undefined && !isSameWorkspace(workspace, marked, flows, releases[0]);
  if (!isOfAnother && (other === undefined || other === environment)) return { takesSet: false, issues: [] };
  const { instance, namespace } = instanceRef;
  const what = `the instance \`${instance}\` in the namespace \`${namespace}\``;
  const [ours, theirs] = isOfAnother
    ? [shown(workspace), shown(marked)]
    : [`the environment ${quoteValue(environment)}`, `the environment ${quoteValue(other)}`];
  if (takeSet) {
    const message = `${ours} takes over ${what} from ${theirs}, and deletes what is not declared here`;
    return { takesSet: true, issues: [warningIssue('object-of-another', escapeHidden(message))] };
  }
  const message = `${what} was deployed ${isOfAnother ? 'from' : 'for'} ${theirs}; this is ${ours}`;
  const owner = isOfAnother ? 'workspace' : 'environment';
  const ways = `set \`instance\` or \`namespace\` in the environment file to another name, or run \`towpath deploy --take-set\` if this ${owner} replaces the other one`;
  const isNameless = isOfAnother && workspace === '';
  const hint = isNameless ? `${ways}; \`workspace: NAME\` in \`towpath.yaml\` names this workspace` : ways;
  return { takesSet: false, issues: [errorIssue('object-of-another', escapeHidden(message), { hint })] };
}

/**
 * Two workspaces without a name, and one that has got its name since the last deploy, are told apart by their content:
 * they are different if no flow and no image is in both.
 */
function isSameWorkspace(
  workspace: string,
  marked: string,
  flows: DesiredApplication['flows'],
  newest: Release | undefined,
): boolean {
  if (marked !== '') return workspace === marked;
  const [here, there] = [contentOf(flows), contentOf(newest?.flows ?? {})];
  return here.length === 0 || there.length === 0 || here.some((one) => there.includes(one));
}

function contentOf(flows: DesiredApplication['flows']): string[] {
  return Object.entries(flows).flatMap(([id, { image }]) => {
    const repository = image === undefined ? undefined : parseImage(image)?.repository;
    return [`flow ${id}`, ...(repository === undefined ? [] : [`image ${repository}`])];
  });
}

function shown(workspace: string): string {
  return workspace === '' ? 'a workspace without a name' : `the workspace ${quoteValue(workspace)}`;
}
