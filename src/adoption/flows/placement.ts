import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { topologies } from '../../kubernetes/topologies';
import { areEqual, filled, textsOf } from '../values';

/** Where pods run, as the model says it. Terms that the model cannot say are left out. @param selector of the flow */
export function readPlacement(spec: Fields, selector: Fields): Fields {
  const { nodeAffinity, podAffinity, podAntiAffinity } = fieldsOf(spec.affinity);
  return filled({
    nodeSelector: textsOf(spec.nodeSelector),
    nodes: readNodes(fieldsOf(nodeAffinity)),
    tolerations: spec.tolerations,
    spread: itemsOf(spec.topologySpreadConstraints).flatMap((one) => readSpread(one, selector)),
    near: readNeighbours(fieldsOf(podAffinity), selector),
    apart: readNeighbours(fieldsOf(podAntiAffinity), selector),
    priorityClass: spec.priorityClassName,
    scheduler: spec.schedulerName,
  });
}

function readNodes(affinity: Fields): Fields[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = affinity;
  const terms = itemsOf(fieldsOf(required).nodeSelectorTerms);
  const needed = terms.length === 1 ? itemsOf(terms[0]?.matchExpressions) : [];
  const wished = itemsOf(affinity.preferredDuringSchedulingIgnoredDuringExecution).flatMap(({ weight, preference }) => {
    const expressions = itemsOf(fieldsOf(preference).matchExpressions);
    return expressions.length === 1 ? [{ ...expressions[0], weight }] : [];
  });
  return [...needed, ...wished];
}

function readSpread(
  { topologyKey, maxSkew, whenUnsatisfiable, minDomains, labelSelector }: Fields,
  selector: Fields,
): Fields[] {
  if (!areEqual(fieldsOf(labelSelector).matchLabels, selector)) return [];
  return [filled({ topology: topologyOf(topologyKey), maxSkew, whenUnsatisfiable, minDomains })];
}

function readNeighbours(affinity: Fields, selector: Fields): Fields[] {
  const required = itemsOf(affinity.requiredDuringSchedulingIgnoredDuringExecution);
  const wished = itemsOf(affinity.preferredDuringSchedulingIgnoredDuringExecution);
  return [
    ...required.flatMap((term) => readNeighbour(term, selector)),
    ...wished.flatMap(({ weight, podAffinityTerm }) =>
      readNeighbour(fieldsOf(podAffinityTerm), selector).map((one) => ({ ...one, weight })),
    ),
  ];
}

/** Pods of the flow itself, with further labels. */
function readNeighbour({ topologyKey, labelSelector }: Fields, selector: Fields): Fields[] {
  const labels = fieldsOf(fieldsOf(labelSelector).matchLabels);
  const own = Object.entries(selector);
  if (own.length === 0 || !own.every(([key, value]) => labels[key] === value)) return [];
  const podLabels = Object.fromEntries(Object.entries(labels).filter(([key]) => !Object.hasOwn(selector, key)));
  return [filled({ topology: topologyOf(topologyKey), podLabels })];
}

function topologyOf(key: unknown): unknown {
  return Object.entries(topologies).find(([, label]) => label === key)?.[0] ?? key;
}
