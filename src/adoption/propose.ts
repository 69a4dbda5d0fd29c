import { groupBy } from '../data/group-by';
import { isMap, mapValues, merge } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import type { FlowKind } from '../model/flow-kinds';
import { kinds } from '../model/kinds';
import { configProperties, sharedVolumeProperties } from '../model/parts';
import type { ApplicationDraft, FlowCode, ForeignCode, PartCode } from './draft';
import { factor } from './factor';
import { flowId } from './flow-id';
import { type FlowValues, imagesOf, isUnfixed, ownImages, pinsOf, withOwnImages, withSayableImages } from './images';
import { type CommonNaming, commonNaming, namingProps } from './naming';
import { type PartDraft, readPart } from './parts';
import { type FlowDraft, readFlow } from './read-flow';
import { recognise } from './recognise';
import { identityOf, nameIn, namespaceIn } from './source-object';
import { areEqual, filled, isEmpty } from './values';

export interface ProposeOptions {
  readonly application: string;
  /** Whether the application builds the image of a repository. */
  readonly isOwnImage: (repository: string) => boolean;
  /** Flows and parts that the model cannot say; their objects stand as they are. */
  readonly givenUp: ReadonlySet<string>;
  /** Properties that the model refuses, by flow, each as a path. They are patched into the objects later. */
  readonly omitted: ReadonlyMap<string, readonly string[]>;
}

interface Read {
  readonly flows: readonly FlowDraft[];
  readonly parts: readonly PartDraft[];
  readonly foreign: readonly Fields[];
}

/** Proposes an application that makes these objects in each environment. */
export function propose(sources: ReadonlyMap<string, readonly Fields[]>, options: ProposeOptions): ApplicationDraft {
  const environments = [...sources.keys()];
  const reads = new Map(
    [...sources].map(([environment, objects]) => [
      environment,
      readObjects(objects, environment, environments, options),
    ]),
  );
  const all = [...reads.values()].flatMap(({ flows }) => flows);
  const naming = commonNaming(all.map((flow) => flow.naming));
  const ids = [...new Set(all.map(({ id }) => id))];
  const valuesOf = new Map(ids.map((id) => [id, allowingLatest(propsByEnvironment(id, reads, naming), environments)]));
  const images = ownImages([...valuesOf.values()], options.isOwnImage);
  const files = new Map<string, Fields>(
    environments.map((name, index) => [name, environmentFile(sources.get(name) ?? [], environments, index, sources)]),
  );
  const add = (environment: string, content: Fields) => {
    files.set(environment, merge(files.get(environment) ?? {}, { apps: { [options.application]: content } }) as Fields);
  };
  for (const environment of environments) {
    const flows = Object.fromEntries(
      [...valuesOf].flatMap(([id, values]) =>
        values.has(environment) ? [[id, values.get(environment) as Fields]] : [],
      ),
    );
    const pins = pinsOf(flows, images);
    const [only] = images;
    const isSingle = images.length === 1 && only !== undefined && only.name in pins.images;
    add(environment, filled({ ...(isSingle ? pins.images[only.name] : { images: pins.images }), flows: pins.flows }));
    for (const [id, values] of valuesOf) {
      const props = values.get(environment);
      if (props) (values as Map<string, Fields>).set(environment, withOwnImages(props, images, pins));
      else add(environment, { flows: { [id]: { enabled: false } } });
    }
  }
  const flows = ids.map((id): FlowCode => {
    const kind = all.find((flow) => flow.id === id)?.kind as FlowKind;
    const { code, overlays } = factor(valuesOf.get(id) ?? new Map(), kinds[kind]);
    for (const [environment, overlay] of overlays)
      if (!isEmpty(overlay)) add(environment, { flows: { [id]: overlay } });
    return { id, kind, props: code };
  });
  const parts = factorParts(reads, add);
  const foreign = factorForeign(reads);
  return { id: options.application, environments, naming, images, parts, flows, foreign, files };
}

function readObjects(
  objects: readonly Fields[],
  environment: string,
  environments: readonly string[],
  { givenUp, omitted }: ProposeOptions,
): Read {
  const { groups, others } = recognise(objects);
  const ids = new Map<string, string>();
  const named = groups.map((group) => ({ group, id: flowId(group.workload, environment, environments, ids) }));
  const kept = named.filter(({ id }) => !givenUp.has(id));
  const find = (service: string, port: unknown) =>
    kept.find(({ group: { services } }) => {
      const [own] = services;
      const [main] = own ? (fieldsOf(own.spec).ports as readonly Fields[]) : [];
      return own !== undefined && nameIn(own) === service && main?.port === port;
    })?.id;
  const flows = kept.map(({ id, group }) => {
    const flow = readFlow(id, group, find);
    const props = (omitted.get(id) ?? []).reduce(
      (left: Fields, path) => withoutPath(left, path.split('.')),
      flow.props,
    );
    return { ...flow, props: withSayableImages(props) };
  });
  const partOf = (object: Fields) => (givenUp.has(identityOf(object)) ? undefined : readPart(object));
  const lost = named
    .filter(({ id }) => givenUp.has(id))
    .flatMap(({ group: { workload, services, routes, autoscaler, budget } }) => [
      workload,
      ...services,
      ...routes,
      ...(autoscaler ? [autoscaler] : []),
      ...(budget ? [budget] : []),
    ]);
  return {
    flows,
    parts: others.flatMap((object) => partOf(object) ?? []),
    foreign: [...others.filter((object) => !partOf(object)), ...flows.flatMap(({ foreign }) => foreign), ...lost],
  };
}

function withoutPath(value: unknown, [step = '', ...rest]: readonly string[]): Fields {
  return mapValues(fieldsOf(value), (inner, key) => {
    if (key !== step) return inner;
    return rest.length === 0 ? undefined : withoutPath(inner, rest);
  });
}

function propsByEnvironment(id: string, reads: ReadonlyMap<string, Read>, common: CommonNaming): FlowValues {
  const found = [...reads].flatMap(([environment, { flows }]) => {
    const flow = flows.find((one) => one.id === id);
    return flow ? [{ environment, flow, naming: namingProps(flow.naming, common) }] : [];
  });
  // Names that differ only by the name of the environment are one pattern.
  const patterns = found.map(({ environment, naming }) => withEnvironment(naming, environment));
  const isOnePattern =
    patterns.length > 1 &&
    !found.every(({ naming }) => areEqual(naming, found[0]?.naming)) &&
    patterns.every((one) => areEqual(one, patterns[0]));
  return new Map(
    found.map(({ environment, flow, naming }) => [
      environment,
      filled({ ...flow.props, naming: isOnePattern ? patterns[0] : naming }),
    ]),
  );
}

function withEnvironment(value: unknown, environment: string): unknown {
  if (typeof value === 'string') return value.replace(environment, () => '{env}');
  return isMap(value) ? mapValues(value, (inner) => withEnvironment(inner, environment)) : value;
}

/** Images without a tag are allowed only in the first environment, unless a flow gives a reason. */
function allowingLatest(values: FlowValues, environments: readonly string[]): FlowValues {
  const later = [...values].filter(([environment]) => environment !== environments[0]);
  if (!later.some(([, props]) => imagesOf(props).some(([, image]) => isUnfixed(image)))) return values;
  const allowLatest = 'the image had no fixed version when the application was adopted';
  return new Map([...values].map(([environment, props]) => [environment, { ...props, allowLatest }]));
}

function environmentFile(
  objects: readonly Fields[],
  environments: readonly string[],
  index: number,
  sources: ReadonlyMap<string, readonly Fields[]>,
): Fields {
  const namespaces = [
    ...groupBy(
      objects.flatMap((object) => namespaceIn(object) ?? []),
      (name) => name,
    ),
  ];
  const namespace = namespaces.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const previous = environments[index - 1];
  const context = shareNames(sources) ? environments[index] : undefined;
  return filled({
    namespace,
    promotesFrom: previous === undefined ? undefined : [previous],
    cluster: context === undefined ? undefined : { context },
  });
}

/** Whether two environments have an object with the same name in the same namespace, so that they need two clusters. */
export function shareNames(sources: ReadonlyMap<string, readonly Fields[]>): boolean {
  const named = [...sources].flatMap(([, objects]) => [
    ...new Set(objects.map((object) => `${identityOf(object)} ${namespaceIn(object)}`)),
  ]);
  return new Set(named).size < named.length;
}

function factorParts(
  reads: ReadonlyMap<string, Read>,
  add: (environment: string, content: Fields) => void,
): PartCode[] {
  const all = [...reads].flatMap(([environment, { parts }]) => parts.map((part) => ({ environment, part })));
  return [...groupBy(all, ({ part }) => `${part.kind}/${part.id}`).values()].map((some) => {
    const { kind, id } = (some[0] as (typeof all)[number]).part;
    const values = new Map(some.map(({ environment, part }) => [environment, part.props]));
    const { code, overlays } = factor(values, kind === 'config' ? configProperties : sharedVolumeProperties);
    for (const [environment, overlay] of overlays) {
      if (!isEmpty(overlay)) add(environment, { [kind === 'config' ? 'configs' : 'volumes']: { [id]: overlay } });
    }
    return { kind, id, props: code, environments: [...values.keys()] };
  });
}

function factorForeign(reads: ReadonlyMap<string, Read>): ForeignCode[] {
  const all = [...reads].flatMap(([environment, { foreign }]) => foreign.map((object) => ({ environment, object })));
  const ids = new Set<string>();
  return [...groupBy(all, ({ object }) => `${identityOf(object)} ${String(object.apiVersion)}`).values()].map(
    (some) => {
      const object = some[0]?.object ?? {};
      const plain = `${String(object.kind)}-${nameIn(object)}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
      const id = ids.has(plain) ? `${plain}-${ids.size}` : plain;
      ids.add(id);
      const { code } = factor(new Map(some.map((one) => [one.environment, one.object])), {});
      return { id, manifest: code, environments: [...new Set(some.map(({ environment }) => environment))] };
    },
  );
}
