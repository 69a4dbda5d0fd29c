import { isMap, mapValues } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { parseImage } from '../model/image-reference';
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
  return [...found].sort().map((repository) => {
    const [user, ...others] = [...flows].filter(([, values]) => usesImage(values, repository)).map(([id]) => id);
    // The image of a single flow has the name of that flow.
    const name = numbered(user !== undefined && others.length === 0 ? user : nameOf(repository), names);
    return {
      name,
      variable: `${camelCased(name)}Image`,
      repository,
    };
  });
}

function usesImage(values: FlowValues, repository: string): boolean {
  return [...values.values()].flatMap(imagesOf).some(([, image]) => parseImage(image)?.repository === repository);
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
  for (const { name, repository } of images) {
    const uses = Object.entries(flows).flatMap(([id, props]) =>
      imagesOf(props).map(([place, image]) => ({ id, place, pin: pinOf(image, repository) })),
    );
    const own = uses.filter(({ pin }) => pin !== undefined);
    const [first] = own.map(({ pin }) => pin as Fields).sort((a, b) => count(own, b) - count(own, a));
    if (!first) continue;
    if (!isEmpty(first)) pins[name] = first;
    for (const { id, place, pin } of own) {
      if (place === '' && pin && !same(pin, first)) byFlow[id] = pin;
    }
  }
  return { images: pins, flows: byFlow };
}

/** The properties with the code of the application's images in place of their texts. */
export function withOwnImages(props: Fields, images: readonly OwnImage[], pins: Pins): Record<string, unknown> {
  const change = (container: Fields, isMain: boolean): Record<string, unknown> => {
    const text = String(container.image ?? '');
    const image = images.find(({ repository }) => pinOf(text, repository));
    // A pin of a flow concerns its main container only.
    if (!image || (!isMain && !same(pinOf(text, image.repository), pins.images[image.name] ?? {}))) return container;
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

function pinOf(image: string, repository: string): Fields | undefined {
  const parsed = parseImage(image);
  if (parsed?.repository !== repository) return undefined;
  const { repository: _, ...pin } = parsed;
  return pin;
}

function count(uses: readonly { readonly pin: Fields | undefined }[], pin: Fields): number {
  return uses.filter((use) => same(use.pin, pin)).length;
}

function same(one: Fields | undefined, other: Fields | undefined): boolean {
  return one !== undefined && other !== undefined && one.tag === other.tag && one.digest === other.digest;
}

function nameOf(repository: string): string {
  return dashed(repository.split('/').at(-1) ?? '', 50) || 'image';
}
