import { type Fields, fieldsOf, itemsOf } from '../equivalence/fields';
import { podPath } from '../equivalence/kinds';

/** The pod template of a workload. */
export function templateOf(workload: Fields): Fields {
  return (podPath(workload) ?? []).reduce((inner: Fields, key) => fieldsOf(inner[key]), workload);
}

/** The labels of the pods of a workload. */
export function podLabelsOf(workload: Fields): Fields {
  return fieldsOf(fieldsOf(templateOf(workload).metadata).labels);
}

/** The pod spec of a workload; undefined for an object without pods. */
export function podSpecOf(object: Fields): Fields | undefined {
  return podPath(object) ? fieldsOf(templateOf(object).spec) : undefined;
}

/** All containers of a workload, with init containers. */
export function containersOf(object: Fields): readonly Fields[] {
  const spec = podSpecOf(object) ?? {};
  return [...itemsOf(spec.initContainers), ...itemsOf(spec.containers)];
}
