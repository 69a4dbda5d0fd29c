import { groupBy } from '../data/group-by';
import { mapValues } from '../data/merge';
import { type Fields, fieldsOf, itemsOf } from '../equivalence/fields';
import type { ProposeOptions } from './draft';
import { flowId } from './flow-id';
import type { FindFlow } from './flows/route';
import { withSayableImages } from './images';
import { withEnvironmentPatterns } from './naming';
import { type PartDraft, readParts } from './parts';
import { type FlowDraft, readFlow } from './read-flow';
import { type Group, objectsOf, recognise } from './recognise';
import { inference } from './references/infer-references';
import { identityOf, mainNamespace, nameIn } from './source-object';

/** What stands in an environment. */
export interface Read {
  readonly flows: readonly FlowDraft[];
  readonly parts: readonly PartDraft[];
  readonly foreign: readonly Fields[];
}

/** Reads the objects of an environment. What the model cannot say is foreign. */
export function readObjects(
  objects: readonly Fields[],
  environment: string,
  environments: readonly string[],
  { givenUp, omitted }: ProposeOptions,
): Read {
  const { groups, others } = recognise(objects);
  const ids = new Set<string>();
  const named = groups.map((group) => ({ group, id: flowId(group.workload, environment, environments, ids) }));
  const kept = named.filter(({ id }) => !givenUp.has(id));
  const find = flowFinder(kept);
  const flows = kept.map(({ id, group }) => {
    const flow = readFlow(id, group, find);
    const props = (omitted.get(id) ?? []).reduce(
      (left: Fields, path) => withoutPath(left, path.split('.')),
      flow.props,
    );
    return { ...flow, props: withSayableImages(props) };
  });
  const infer = inference(
    flows.flatMap(({ address }) => address ?? []),
    mainNamespace(objects),
  );
  const parts = readParts(others.filter((object) => !givenUp.has(identityOf(object))));
  const lost = named.filter(({ id }) => givenUp.has(id)).flatMap(({ group }) => objectsOf(group));
  return {
    flows: flows.map(infer.flow),
    parts: [...parts.values()].map(infer.part),
    foreign: [...others.filter((object) => !parts.has(object)), ...flows.flatMap(({ foreign }) => foreign), ...lost],
  };
}

/** Finds a flow by the name of its own Service and the first port of that Service. */
function flowFinder(flows: readonly { readonly id: string; readonly group: Group }[]): FindFlow {
  const placeOf = (service: string, port: unknown) => JSON.stringify([service, port]);
  const ids = new Map<string, string>();
  for (const { id, group } of flows) {
    const [own] = group.services;
    if (!own) continue;
    const place = placeOf(nameIn(own), itemsOf(fieldsOf(own.spec).ports)[0]?.port);
    if (!ids.has(place)) ids.set(place, id);
  }
  return (service, port) => ids.get(placeOf(service, port));
}

function withoutPath(value: unknown, [step = '', ...rest]: readonly string[]): Fields {
  return mapValues(fieldsOf(value), (inner, key) => {
    if (key !== step) return inner;
    return rest.length === 0 ? undefined : withoutPath(inner, rest);
  });
}

/** The flows of all environments, with the patterns that hold in each of them. */
export function withPatterns(reads: ReadonlyMap<string, Read>): ReadonlyMap<string, Read> {
  const all = [...reads].flatMap(([environment, { flows }]) =>
    flows.map(({ id, naming }) => ({ environment, id, naming })),
  );
  const patterns = new Map(
    [...groupBy(all, ({ id }) => id)].map(([id, some]) => [
      id,
      withEnvironmentPatterns(new Map(some.map(({ environment, naming }) => [environment, naming]))),
    ]),
  );
  return new Map(
    [...reads].map(([environment, read]) => {
      const flows = read.flows.map((flow) => ({
        ...flow,
        naming: patterns.get(flow.id)?.get(environment) ?? flow.naming,
      }));
      return [environment, { ...read, flows }];
    }),
  );
}
