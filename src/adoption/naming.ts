import { isMap, mapValues } from '../data/merge';
import type { Fields } from '../equivalence/fields';
import { areEqual, filled, textsOf } from './values';

/** Names, selector and labels of a flow's objects, as patterns that can contain `{flow}`. */
export interface FlowNaming {
  readonly name: string;
  /** Names of the objects that are not named like the workload, by the kind of object. */
  readonly objects: Readonly<Record<string, string>>;
  /** Undefined for a flow whose pods nothing selects. */
  readonly selector: Readonly<Record<string, string>> | undefined;
  /** Labels by the kind of object, without those of pods. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Labels of the pods of a flow that runs to completion, and of what else has its own. */
  readonly templates: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The patterns that all flows of the application have in common. */
export interface CommonNaming {
  readonly name: '{flow}';
  readonly selector?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** A text with `{flow}` for the id of the flow, where the id stands as a word of its own. */
export function patternOf(text: string, flow: string): string {
  const at = text.indexOf(flow);
  if (flow === '' || at < 0) return text;
  const isWord = (character: string | undefined) => character === undefined || /[^A-Za-z0-9]/.test(character);
  return isWord(text[at - 1]) && isWord(text[at + flow.length])
    ? `${text.slice(0, at)}{flow}${text.slice(at + flow.length)}`
    : text;
}

export function patternsOf(labels: unknown, flow: string): Record<string, string> {
  return Object.fromEntries(Object.entries(textsOf(labels)).map(([key, value]) => [key, patternOf(value, flow)]));
}

/** A flow with its patterns. */
interface NamedFlow {
  readonly id: string;
  readonly naming: FlowNaming;
}

/**
 * The patterns of most flows. A label without `{flow}` is common only if all other objects have it, because it would reach
 * them too.
 *
 * @param isOfOthers whether all objects beside flows have a label that is written as this pattern
 */
export function commonNaming(
  flows: readonly NamedFlow[],
  isOfOthers: (label: string, pattern: string) => boolean,
): CommonNaming {
  const selector = mostCommon(flows.flatMap(({ naming: { selector } }) => (selector ? [selector] : [])));
  const most = mostCommon(flows.map(({ naming }) => ownLabels(naming))) ?? {};
  const labels = mapValues(most, (pattern, label) => {
    const values = new Set(flows.map(({ id, naming }) => withFlow(ownLabels(naming)[label], id)));
    const [only] = values;
    return values.size === 1 && only !== undefined && isOfOthers(label, only) ? only : pattern;
  }) as Record<string, string>;
  const areCommon = Object.entries(labels).every(
    ([label, pattern]) => pattern.includes('{flow}') || isOfOthers(label, pattern),
  );
  return { name: '{flow}', ...(selector && { selector }), labels: areCommon ? labels : {} };
}

function withFlow(pattern: string | undefined, flow: string): string | undefined {
  return pattern?.replaceAll('{flow}', () => flow);
}

/** What a flow sets in addition to the common patterns. */
export function namingProps({ id, naming: flow }: NamedFlow, common: CommonNaming): Fields {
  const own = ownLabels(flow);
  const isCommon =
    Object.keys(own).length === Object.keys(common.labels).length &&
    Object.entries(own).every(([label, pattern]) => withFlow(pattern, id) === withFlow(common.labels[label], id));
  const others = Object.entries(flow.labels).filter(([, labels]) => !areEqual(labels, own));
  const podsAreCommon = areEqual(flow.templates.pod, common.selector);
  const templates = Object.entries(flow.templates).filter(([object]) => object !== 'pod' || !podsAreCommon);
  return filled({
    name: flow.name === common.name ? undefined : flow.name,
    objects: flow.objects,
    selector:
      flow.selector && !areEqual(flow.selector, common.selector) ? over(flow.selector, common.selector) : undefined,
    labels: isCommon ? undefined : over(own, common.labels),
    objectLabels: Object.fromEntries([...others, ...templates]),
  });
}

/**
 * The patterns of a flow in each environment. Texts that differ only by the name of the environment become one pattern
 * with `{env}`.
 */
export function withEnvironmentPatterns(
  byEnvironment: ReadonlyMap<string, FlowNaming>,
): ReadonlyMap<string, FlowNaming> {
  const [first, ...others] = byEnvironment.values();
  if (others.every((naming) => areEqual(naming, first))) return byEnvironment;
  const patterns = [...byEnvironment].map(
    ([environment, naming]) => withEnvironment(naming, environment) as FlowNaming,
  );
  const [pattern] = patterns;
  if (!pattern || !patterns.every((one) => areEqual(one, pattern))) return byEnvironment;
  return new Map([...byEnvironment.keys()].map((environment) => [environment, pattern]));
}

function withEnvironment(value: unknown, environment: string): unknown {
  if (typeof value === 'string') return value.replace(environment, () => '{env}');
  return isMap(value) ? mapValues(value, (inner) => withEnvironment(inner, environment)) : value;
}

/** The labels that most objects of a flow have. */
function ownLabels({ labels }: FlowNaming): Readonly<Record<string, string>> {
  return mostCommon(Object.values(labels)) ?? {};
}

/** The patterns of a flow. A pattern of the application that the flow lacks is `null`, which removes it. */
function over(own: Readonly<Record<string, string>>, common: Readonly<Record<string, string>> = {}): Fields {
  const removed = Object.keys(common).filter((key) => !Object.hasOwn(own, key));
  return { ...own, ...Object.fromEntries(removed.map((key) => [key, null])) };
}

function mostCommon<T extends object>(values: readonly T[]): T | undefined {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort());
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const key = sorted(value);
    counts.set(key, { value, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.value;
}
