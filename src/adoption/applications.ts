import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { instanceLabel, managedByLabel, partOfLabel } from '../kubernetes/labels';
import { namedBy } from './findings/names';
import { withoutWord } from './flow-id';
import { podLabelsOf } from './pods';
import { type Group, objectsOf, recognise } from './recognise';
import { identityOf, namespaceIn } from './source-object';
import { textsOf } from './values';
import { dashed } from './words';

/** An application that sources have beside others, with its objects in all environments. */
export interface FoundApplication {
  readonly name: string;
  readonly objects: ReadonlySet<Fields>;
}

/** The name of the workloads that no application claims. */
const unnamed = 'other';

/** What tells the application of a workload, the surest first. */
const marks: readonly ((workload: Fields) => string | undefined)[] = [
  (workload) => labelsOf(workload)[partOfLabel],
  // The label has another meaning where Helm does not set it: often each workload has its own.
  (workload) => (labelsOf(workload)[managedByLabel] === 'Helm' ? labelsOf(workload)[instanceLabel] : undefined),
  // An application has one namespace.
  namespaceIn,
];

/**
 * The applications of sources, if these have several. Flows that do not refer to each other are no applications of their
 * own, because an image may contain the names of the servers that it calls.
 */
export function applicationsIn(sources: ReadonlyMap<string, readonly Fields[]>): readonly FoundApplication[] {
  const groups = [...sources].flatMap(([environment, objects]) =>
    recognise(objects).groups.map((group) => ({ environment, group, objects })),
  );
  for (const mark of marks) {
    const named = groups.map((one) => ({ ...one, name: nameOf(mark(one.group.workload), one.environment) }));
    const known = named.filter(({ name }) => name !== undefined);
    const namesIn = [...groupBy(known, ({ environment }) => environment).values()].map(
      (some) => new Set(some.map(({ name }) => name)),
    );
    if (namesIn.some((names) => names.size > 1)) return withAllObjects(named, sources);
    if (known.length === groups.length) return [];
  }
  return [];
}

interface NamedGroup {
  readonly name: string | undefined;
  readonly group: Group;
  /** The objects of the environment. */
  readonly objects: readonly Fields[];
}

/** Adds to the flows what they name. What nothing names belongs to the application with the most flows. */
function withAllObjects(
  named: readonly NamedGroup[],
  sources: ReadonlyMap<string, readonly Fields[]>,
): FoundApplication[] {
  const byName = [...groupBy(named, ({ name }) => name ?? unnamed)].sort(
    ([, one], [, other]) => other.length - one.length,
  );
  const taken = new Set(named.flatMap(({ group }) => objectsOf(group)));
  const byIdentity = new Map([...sources.values()].map((objects) => [objects, groupBy(objects, identityOf)]));
  const found = byName.map(([name, some]) => {
    const own = new Set(some.flatMap(({ group }) => objectsOf(group)));
    for (const { group, objects } of some) {
      const wanted = namedBy(group.workload).flatMap((identity) => byIdentity.get(objects)?.get(identity) ?? []);
      for (const object of wanted) {
        if (taken.has(object)) continue;
        own.add(object);
        taken.add(object);
      }
    }
    return { name, objects: own };
  });
  const byFoundName = new Map(found.map((one) => [one.name, one]));
  for (const [environment, objects] of sources) {
    for (const object of objects.filter((one) => !taken.has(one))) {
      const names = marks.flatMap((mark) => nameOf(mark(object), environment) ?? []);
      const [application = found[0]] = names.flatMap((name) => byFoundName.get(name) ?? []);
      application?.objects.add(object);
    }
  }
  return found;
}

/** The name of an application: that of the mark, without the environment. */
function nameOf(mark: string | undefined, environment: string): string | undefined {
  return mark === undefined ? undefined : dashed(withoutWord(mark, environment), 50) || undefined;
}

function labelsOf(object: Fields): Readonly<Record<string, string | undefined>> {
  const ofPods = podLabelsOf(object);
  return textsOf({ ...ofPods, ...fieldsOf(fieldsOf(object.metadata).labels) });
}
