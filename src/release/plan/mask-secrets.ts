import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { isMap } from '../../data/merge';
import { objectCopies } from '../../targets/kubernetes/object-copies';

type Side = 'before' | 'after';
type Manifest = KubernetesObject | undefined;

/**
 * Replaces the content of Secrets in both versions of an object with `***`. A value that differs between the versions
 * becomes `*** (before)` and `*** (after)`, so that a comparison still shows that the key changed.
 *
 * Each version is masked by its own kind, because a construct can turn from a Secret into another kind. Secrets in
 * lists and templates are masked too. A copy of the whole object in an annotation is masked in every kind of object.
 */
export function maskSecrets(before: Manifest, after: Manifest): [Manifest, Manifest] {
  return [mask(before, after, 'before') as Manifest, mask(after, before, 'after') as Manifest];
}

function mask(value: unknown, other: unknown, side: Side, isItem = false): unknown {
  if (Array.isArray(value)) return value.map((item, index) => mask(item, at(other, index), side, isItem));
  if (!isMap(value)) return value;
  const isSecret = isItem || value.kind === 'Secret';
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const twin = at(other, key);
      if (isSecret && (key === 'data' || key === 'stringData')) return [key, maskEach(inner, twin, side)];
      if (objectCopies.includes(key)) return [key, maskOne(inner, twin, side)];
      // Items of a SecretList may leave out their kind.
      return [key, mask(inner, twin, side, key === 'items' && value.kind === 'SecretList')];
    }),
  );
}

function maskEach(value: unknown, other: unknown, side: Side): unknown {
  if (!isMap(value)) return maskOne(value, other, side);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskOne(one, at(other, key), side)]));
}

function maskOne(value: unknown, other: unknown, side: Side): unknown {
  if (value === undefined || value === null) return value;
  return other === undefined || isDeepStrictEqual(value, other) ? '***' : `*** (${side})`;
}

function at(value: unknown, key: string | number): unknown {
  if (!isMap(value) && !Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined;
}
