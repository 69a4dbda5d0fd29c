import { isMap } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import type { CommonNaming } from './naming';
import type { Read } from './read-environment';
import { filled, textsOf } from './values';

type Texts = Readonly<Record<string, string>>;

/** The annotations that the whole application has in an environment. */
export interface SharedAnnotations {
  /** Those of all objects. */
  readonly annotations: Texts;
  /** Those of the pods of all flows. */
  readonly podAnnotations: Texts;
}

/** The annotations that all objects, or all pods, have in each environment. An annotation of one object alone is not shared. */
export function sharedAnnotations(reads: ReadonlyMap<string, Read>): ReadonlyMap<string, SharedAnnotations> {
  const annotations = commonTexts(reads, (read) => [
    ...read.flows.map(({ props }) => props.annotations),
    ...othersOf(read).map((metadata) => metadata.annotations),
  ]);
  const podAnnotations = commonTexts(reads, ({ flows }) => flows.map(({ props }) => props.podAnnotations));
  return new Map(
    [...reads.keys()].map((environment) => [
      environment,
      { annotations: annotations.get(environment) ?? {}, podAnnotations: podAnnotations.get(environment) ?? {} },
    ]),
  );
}

/** The labels and annotations of what stands beside flows: of ConfigMaps, disks, Secrets, and of objects as they were found. */
export function othersOf({ parts, foreign }: Read): Fields[] {
  return [...parts.map(({ props }) => props), ...foreign.map(({ metadata }) => fieldsOf(metadata))];
}

/** What is read, without the labels and annotations that are said for the whole application. */
export function withoutShared(
  reads: ReadonlyMap<string, Read>,
  shared: ReadonlyMap<string, SharedAnnotations>,
  { labels }: CommonNaming,
): ReadonlyMap<string, Read> {
  return new Map(
    [...reads].map(([environment, read]) => {
      const { annotations = {}, podAnnotations = {} } = shared.get(environment) ?? {};
      const ofAll = Object.entries(labels).filter(([, pattern]) => !pattern.includes('{flow}'));
      const own = Object.fromEntries(ofAll.map(([key, pattern]) => [key, filledIn(pattern, environment)]));
      const withoutThem = (metadata: Fields): Fields => ({
        ...metadata,
        ...lesser(metadata, 'labels', own),
        ...lesser(metadata, 'annotations', annotations),
      });
      return [
        environment,
        {
          flows: read.flows.map((flow) => ({
            ...flow,
            props: filled({
              ...flow.props,
              ...lesser(flow.props, 'annotations', annotations),
              ...lesser(flow.props, 'podAnnotations', podAnnotations),
            }),
          })),
          parts: read.parts.map((part) => ({ ...part, props: filled(withoutThem(part.props)) })),
          foreign: read.foreign.map((object) =>
            isMap(object.metadata) ? { ...object, metadata: filled(withoutThem(object.metadata)) } : object,
          ),
        },
      ];
    }),
  );
}

/** A pattern of a label with the name of the environment. */
export function filledIn(pattern: string, environment: string): string {
  return pattern.replaceAll('{env}', () => environment);
}

/** A map of texts without those that are said elsewhere; nothing if there is no such map. */
function lesser(fields: Fields, key: string, said: Texts): Fields {
  if (!isMap(fields[key])) return {};
  const rest = Object.entries(fields[key]).filter(
    ([name, value]) => !(Object.hasOwn(said, name) && said[name] === value),
  );
  return { [key]: rest.length === 0 ? undefined : Object.fromEntries(rest) };
}

/** The texts that all maps of each environment have, under keys that are common in all environments. */
function commonTexts(
  reads: ReadonlyMap<string, Read>,
  mapsOf: (read: Read) => readonly unknown[],
): ReadonlyMap<string, Texts> {
  const byEnvironment = [...reads].map(([environment, read]) => [environment, mapsOf(read).map(textsOf)] as const);
  const filledOnes = byEnvironment.filter(([, maps]) => maps.length > 0);
  if (!filledOnes.some(([, maps]) => maps.length > 1)) return new Map();
  const common = filledOnes.map(([environment, [first = {}, ...others]]) => {
    const entries = Object.entries(first).filter(([key, value]) => others.every((other) => other[key] === value));
    return [environment, Object.fromEntries(entries)] as const;
  });
  return new Map(
    common.map(([environment, texts]) => {
      const everywhere = Object.entries(texts).filter(([key]) =>
        common.every(([, other]) => Object.hasOwn(other, key)),
      );
      return [environment, Object.fromEntries(everywhere)];
    }),
  );
}
