import { groupBy } from '../data/group-by';
import { isMap, mapValues, ownValue } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { parseImage } from '../model/image-reference';
import { isSameVersion } from '../model/image-version';
import { Expression, isEmpty } from './values';
import { camelCased, dashed, numbered } from './words';

/** An image that the application builds: its tag differs between environments, or the user named it. */
export interface OwnImage {
  readonly name: string;
  readonly variable: string;
  readonly repository: string;
}

/** The properties of a flow by environment. */
export type FlowValues = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The containers of a flow, by a path in its properties. */
const tables = ['sidecars', 'init'];

/**
 * The images whose tag differs between environments in the same container, those without a fixed version, and those that
 * a pattern names.
 */
export function ownImages(flows: ReadonlyMap<string, FlowValues>, isOwn: (repository: string) => boolean): OwnImage[] {
  const found = new Set<string>();
  for (const values of flows.values()) {
    const byPlace = new Map<string, string[]>();
    for (const [place, image] of [...values.values()].flatMap(imagesOf))
      byPlace.set(place, [...(byPlace.get(place) ?? []), image]);
    for (const images of byPlace.values()) {
      const repositories = new Set(images.map((image) => parseImage(image)?.repository));
      const [repository] = repositories;
      if (repository === undefined || repositories.size > 1) continue;
      if (isOwn(repository) || new Set(images).size > 1 || images.some(isUnfixed)) found.add(repository);
    }
  }
  const names = new Set<string>();
  const users = usersOf(flows);
  return [...found].sort().map((repository) => {
    const [user, ...others] = users.get(repository) ?? [];
    // The image of a single flow has the name of that flow.
    const name = numbered(user !== undefined && others.length === 0 ? user : nameOf(repository), names);
    return {
      name,
      variable: `${camelCased(name)}Image`,
      repository,
    };
  });
}

/** The ids of the flows that use the images of a repository, by the repository. */
function usersOf(flows: ReadonlyMap<string, FlowValues>): ReadonlyMap<string, ReadonlySet<string>> {
  const uses = [...flows].flatMap(([id, values]) =>
    [...values.values()].flatMap(imagesOf).map(([, image]) => ({ id, repository: parseImage(image)?.repository })),
  );
  const byRepository = groupBy(uses, ({ repository }) => repository ?? '');
  return new Map([...byRepository].map(([repository, some]) => [repository, new Set(some.map(({ id }) => id))]));
}

/** The pins of the images of one environment: by image, and by flow where a flow has another version. */
export interface Pins {
  readonly images: Readonly<Record<string, Fields>>;
  readonly flows: Readonly<Record<string, Fields>>;
}

/** @param flows properties in one environment, by the id of the flow */
export function pinsOf(flows: Readonly<Record<string, Fields>>, images: readonly OwnImage[]): Pins {
  const pins: Record<string, Fields> = {};
  const byFlow: Record<string, Fields> = {};
  const uses = Object.entries(flows).flatMap(([id, props]) =>
    imagesOf(props).flatMap(([place, image]) => {
      const parsed = parseImage(image);
      if (!parsed) return [];
      const { repository, ...pin } = parsed;
      return [{ id, place, repository, pin }];
    }),
  );
  const byRepository = groupBy(uses, ({ repository }) => repository);
  for (const { name, repository } of images) {
    const own = byRepository.get(repository) ?? [];
    const byPin = [...groupBy(own, ({ pin }) => JSON.stringify([pin.tag, pin.digest])).values()];
    const first = byPin.sort((a, b) => b.length - a.length)[0]?.[0].pin;
    if (!first) continue;
    if (!isEmpty(first)) pins[name] = first;
    for (const { id, place, pin } of own) {
      if (place === '' && !isSameVersion(pin, first)) byFlow[id] = pin;
    }
  }
  return { images: pins, flows: byFlow };
}

/**
 * Replaces the texts of the application's own images in the properties of a flow by the code that names the images.
 *
 * @param images by their repositories
 */
export function withOwnImages(
  props: Fields,
  images: ReadonlyMap<string, OwnImage>,
  pins: Pins,
): Record<string, unknown> {
  const change = (container: Fields, isMain: boolean): Record<string, unknown> => {
    const parsed = parseImage(String(container.image ?? ''));
    const image = parsed && images.get(parsed.repository);
    // A pin of a flow concerns its main container only.
    if (!image || (!isMain && !isSameVersion(parsed, ownValue(pins.images, image.name) ?? {}))) return container;
    return { ...container, image: new Expression(image.variable) };
  };
  const own = change(props, true);
  return mapValues(own, (value, key) =>
    tables.includes(key) && isMap(value) ? mapValues(value, (inner) => change(fieldsOf(inner), false)) : value,
  );
}

/**
 * The repository that stands for an image whose name the model refuses, such as `IMAGE`, which a pipeline replaces. The
 * mirrors of the environment turn it into that name again. Undefined for an image with a sound name.
 */
export function placeholderRepository(image: unknown): string | undefined {
  return typeof image !== 'string' || parseImage(image) ? undefined : `placeholder/${dashed(image, 50) || 'image'}`;
}

/** The properties with repositories in the place of images that are no names of images. */
export function withSayableImages(props: Fields): Record<string, unknown> {
  const change = (container: Fields) => {
    const image = placeholderRepository(container.image);
    return image === undefined ? container : { ...container, image };
  };
  return mapValues(change(props), (value, key) =>
    tables.includes(key) && isMap(value) ? mapValues(value, (inner) => change(fieldsOf(inner))) : value,
  );
}

/** Whether an image has no tag, or the tag `latest`, and no digest. */
export function isUnfixed(image: string): boolean {
  const { tag = 'latest', digest } = parseImage(image) ?? {};
  return digest === undefined && tag === 'latest';
}

/** The images of a flow's containers: the main container has the empty place. */
export function imagesOf(props: Fields): (readonly [place: string, image: string])[] {
  const beside = tables.flatMap((table) =>
    Object.entries(fieldsOf(props[table])).map(
      ([name, container]) => [`${table}.${name}`, fieldsOf(container).image] as const,
    ),
  );
  return [['', props.image] as const, ...beside].flatMap(([place, image]) =>
    typeof image === 'string' ? [[place, image] as const] : [],
  );
}

function nameOf(repository: string): string {
  return dashed(repository.split('/').at(-1) ?? '', 50) || 'image';
}
