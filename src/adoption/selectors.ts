import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { podLabelsOf } from './pods';
import { namespaceIn, placeIn } from './source-object';

/** The labels with which a workload selects its pods; none if it selects them by other conditions. */
export function selectorOf(workload: Fields): Fields {
  const { matchLabels, matchExpressions } = fieldsOf(fieldsOf(workload.spec).selector);
  return matchExpressions === undefined ? fieldsOf(matchLabels) : {};
}

/** Finds the workloads whose pods a Service selects. */
export type FindSelected = (service: Fields) => readonly Fields[];

/** Workloads are looked up by the labels of their pods, because there may be many. */
export function selectable(workloads: readonly Fields[]): FindSelected {
  const labelled = workloads.flatMap((workload) =>
    Object.entries(podLabelsOf(workload)).map((label) => ({ workload, place: placeIn(namespaceIn(workload), label) })),
  );
  const byLabel = groupBy(labelled, ({ place }) => place);
  return (service) => {
    const wanted = Object.entries(fieldsOf(fieldsOf(service.spec).selector));
    const having = wanted.map((label) => byLabel.get(placeIn(namespaceIn(service), label)) ?? []);
    const fewest = having.sort((a, b) => a.length - b.length)[0] ?? [];
    return fewest
      .map(({ workload }) => workload)
      .filter((workload) => {
        const labels = podLabelsOf(workload);
        return wanted.every(([key, value]) => labels[key] === value);
      });
  };
}
