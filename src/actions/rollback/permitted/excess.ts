import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../../assembly/application-assembly';
import { type Leaf, leavesOf } from '../../../data/leaves';
import type { ValuePath } from '../../../diagnostics';
import { fullRepository, parseImage } from '../../../model/image-reference';
import type { ExcessField } from './excess-field';
import { isImage, isRestriction, mayBeAbsent, mayDiffer } from './free-fields';
import { grantsBeyond, withoutGrants } from './grants';

/**
 * The fields in which an object goes beyond another one of its kind. Fields that change from release to release and
 * grant no right are ignored; all others must be equal. Names are not compared, because both have one name, or names
 * that follow from their content.
 */
export function excessFields(object: KubernetesObject, reference: KubernetesObject): ExcessField[] {
  const [own, others] = [leaves(object), leaves(reference)];
  const more = [...own]
    .filter(([key, leaf]) => !isHarmless(object, leaf, others.get(key)))
    .map(([key, { path, value }]): ExcessField => ({ path, found: value, expected: others.get(key)?.value }));
  const gone = [...others]
    .filter(([key, { path }]) => !own.has(key) && !mayDiffer(object, path) && !mayBeAbsent(object, path))
    .map(([, { path, value }]): ExcessField => ({ path, found: undefined, expected: value }));
  return [
    ...more,
    ...gone.filter(({ path }) => !more.some((leaf) => startsWith(leaf.path, path) || startsWith(path, leaf.path))),
    ...grantsBeyond(object, reference),
  ];
}

function isHarmless(object: KubernetesObject, { path, value }: Leaf, other: Leaf | undefined): boolean {
  if (other && isDeepStrictEqual(value, other.value)) return true;
  if (isImage(object, path)) return other !== undefined && isSameImage(value, other.value);
  return mayDiffer(object, path) || isRestriction(object, path, value);
}

/** Whether two images differ only in their versions. */
function isSameImage(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((image) => (typeof image === 'string' ? parseImage(image) : undefined));
  return Boolean(first && second && fullRepository(first.repository) === fullRepository(second.repository));
}

function leaves(object: KubernetesObject): Map<string, Leaf> {
  const { name: _, ...metadata } = object.metadata;
  return leavesOf({ ...withoutGrants(object), metadata });
}

function startsWith(path: ValuePath, start: ValuePath): boolean {
  return start.every((step, index) => path[index] === step);
}
