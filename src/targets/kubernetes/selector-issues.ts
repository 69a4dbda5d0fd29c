import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import { duplicates, type Issue } from '../../diagnostics';
import { isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import { declaredNames } from './flow-names';
import { canSelectPods } from './labels';
import { namingIssue } from './naming-issue';
import { selectorLabels } from './selector';

interface Selected {
  readonly flow: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Whether the pods of the flow have the labels of the selector. */
  readonly isCarried: boolean;
  /** The flows whose pods the placement of the flow selects. */
  readonly placedBy: readonly string[];
}

/** Finds selectors that match no pods, or the pods of another flow. */
export function selectorIssues(application: DeclaredApplication, running: readonly DeclaredFlow[]): Issue[] {
  const all = running.flatMap((flow) => (isWorkload(flow.spec) ? [selected(application, flow, flow.spec)] : []));
  const empty = all.filter(({ selector }) => Object.keys(selector).length === 0);
  const byFlow = new Map(all.map((one) => [one.flow, one]));
  const carried = all.filter((one) => one.isCarried && !empty.includes(one));
  return [
    ...empty.map(({ flow }) =>
      namingIssue(application, `the selector of \`${flow}\` has no labels`, 'add a label to `naming.selector`'),
    ),
    ...duplicates(carried, ({ selector }) => JSON.stringify(selector)).map(([first, second]) => {
      const message = `the selector matches the pods of both \`${first.flow}\` and \`${second.flow}\``;
      return namingIssue(application, message, 'add {flow} to a label in `naming.selector`');
    }),
    ...all.flatMap(({ flow, placedBy }) => {
      const placed = [...new Set(placedBy)].flatMap((id) => byFlow.get(id) ?? []);
      return placed
        .filter(({ isCarried }) => !isCarried)
        .map((other) => {
          const message = `the placement of \`${flow}\` selects the pods of \`${other.flow}\`, which do not have the labels of their selector`;
          return namingIssue(application, message, lacksSelector);
        });
    }),
  ];
}

/** The hint for pods that do not have the labels of their selector. */
export const lacksSelector = 'add the labels of `naming.selector` to `naming.objectLabels.pod`';

function selected(application: DeclaredApplication, flow: DeclaredFlow, spec: WorkloadSpec): Selected {
  const { id } = flow.node;
  const names = declaredNames(application, flow);
  const { near = [], apart = [], spread = [] } = spec.placement ?? {};
  const placedBy = [
    ...[...near, ...apart].map((other) => String(other.flow ?? id)),
    ...(spread.length > 0 ? [id] : []),
  ];
  return { flow: id, selector: selectorLabels(names, id), isCarried: canSelectPods(names, spec), placedBy };
}
