import { digestPattern } from '../model/image-reference';
import type { ImageVersion } from '../model/image-version';

/** A version of an image that an environment may not get. */
export interface Hold {
  readonly application: string;
  /** The name of the image in the application. */
  readonly image: string;
  /** `v3`, `sha256:…` or `v3@sha256:…`. */
  readonly version: string;
  readonly why: string;
  /** Who held it: the name under which the cluster knows the account. */
  readonly by: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

/** The part of a version that always names one build. The tag of a branch is left out: each build moves it. */
export function fixedVersion({ tag, digest }: ImageVersion, isBranch: (tag: string) => boolean): ImageVersion {
  return tag !== undefined && isBranch(tag) ? { digest } : { tag, digest };
}

/** The tag and the digest that a hold names. */
export function heldVersion(text: string): ImageVersion {
  const [first, second] = text.split('@');
  if (second !== undefined) return { tag: first, digest: second };
  return first !== undefined && digestPattern.test(first) ? { digest: first } : { tag: first };
}

/** Whether a hold means a version. Two digests decide; without them, the tags do. */
export function isHeldBy({ version }: Pick<Hold, 'version'>, { tag, digest }: ImageVersion): boolean {
  const held = heldVersion(version);
  if (held.digest !== undefined && digest !== undefined) return held.digest === digest;
  return held.tag !== undefined && held.tag === tag;
}

/** The image and version of a hold as one text, to compare holds of two places. */
export function holdKey({ application, image, version }: Pick<Hold, 'application' | 'image' | 'version'>): string {
  return `${application}/${image}=${version}`;
}

/** Each hold once. */
export function distinctHolds(holds: readonly Hold[]): Hold[] {
  return [...new Map(holds.map((hold) => [holdKey(hold), hold])).values()];
}
