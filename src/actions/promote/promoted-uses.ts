import type { ApplicationAssembly } from '../../assembly/application-assembly';
import { errorIssue, type Issue, warningIssue } from '../../diagnostics';
import { type ImageUse, imageUses } from '../../promotion/image-use';
import { flowKey, type PromotedFlows, withSharingFlows } from '../../promotion/selection';
import { type Selection, selectionOf } from '../deploy/selection';

/** The images that a promotion may move in the target, and problems with the flows that were named. */
export interface PromotedUses extends Pick<PromotedFlows, 'shared'> {
  readonly uses: readonly ImageUse[];
  readonly issues: readonly Issue[];
}

/**
 * The images of the selected flows, and of the flows that share an image with them.
 *
 * @param source the applications in the source
 * @param target the applications in the target
 * @param names applications and flows: `pssp`, `pssp/api` or `api`; all if empty
 * @throws TowpathError `unknown-flow` for a name that neither environment knows
 */
export function promotedUses(
  source: readonly ApplicationAssembly[],
  target: readonly ApplicationAssembly[],
  names: readonly string[],
  environments: { readonly from: string; readonly to: string; readonly all: readonly string[] },
): PromotedUses {
  const selection = promotedNames([...source, ...target], names, environments.all);
  const isSelected = ({ application, flow }: Pick<ImageUse, 'application' | 'flow'>) =>
    selection.has(application) && (selection.get(application)?.includes(flow) ?? true);
  const uses = target.flatMap(({ model }) => imageUses(model));
  const { flows, shared } = withSharingFlows(uses, isSelected);
  const inTarget = new Set(uses.map(flowKey));
  const lacking = [
    ...new Map(source.flatMap(({ model }) => imageUses(model)).map((use) => [flowKey(use), use])).values(),
  ]
    .filter((use) => isSelected(use) && !inTarget.has(flowKey(use)))
    .map((use) => missingIn(environments.to, use, selection.get(use.application)?.includes(use.flow) ?? false));
  return {
    uses: uses.filter((use) => flows.has(flowKey(use))),
    shared,
    issues: [...lacking, ...withoutImages(selection, uses, environments, lacking.length > 0)],
  };
}

/**
 * Finds the applications and flows that are named.
 *
 * @param applications those of the source and of the target
 * @throws TowpathError `unknown-flow` for a name that neither environment knows
 */
export function promotedNames(
  applications: readonly ApplicationAssembly[],
  names: readonly string[],
  environments: readonly string[],
): Selection {
  const known = new Map<string, Set<string>>();
  for (const { application, model } of applications) {
    const flows = known.get(application) ?? new Set();
    for (const { id } of model.flows) flows.add(id);
    known.set(application, flows);
  }
  const all = [...known].map(([application, flows]) => ({ application, flows: [...flows] }));
  return selectionOf(all, names, undefined, () => environments);
}

/** A flow that only the source has. It is an error if the flow was named. */
function missingIn(to: string, use: ImageUse, isNamed: boolean): Issue {
  const name = flowKey(use);
  const message = `\`${to}\` does not run \`${name}\` with an image of the application, so nothing is promoted for it`;
  if (!isNamed) return warningIssue('promotion-target-missing', message);
  return errorIssue('promotion-target-missing', message, { path: name, hint: 'leave the flow out of the promotion' });
}

/** The named flows and applications that run no image of their application in the target. */
function withoutImages(
  selection: ReadonlyMap<string, readonly string[] | undefined>,
  uses: readonly ImageUse[],
  { from, to }: { readonly from: string; readonly to: string },
  hasOthers: boolean,
): Issue[] {
  const found = new Set(uses.flatMap((use) => [flowKey(use), use.application]));
  const named = [...selection].flatMap(([application, flows]) =>
    flows ? flows.map((flow) => `${application}/${flow}`) : [application],
  );
  const empty = named.filter((name) => !found.has(name));
  if (empty.length < named.length || hasOthers) return [];
  const message = `there is nothing to promote: ${empty.map((name) => `\`${name}\``).join(', ') || 'the workspace'} runs no image of the application in \`${from}\` and \`${to}\``;
  return [
    errorIssue('promotion-target-missing', message, {
      hint: 'a promotion moves images that the application builds: `this.image(name, repository)`',
    }),
  ];
}
