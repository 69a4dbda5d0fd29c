/** A version of an image: a tag, a digest, or both. */
export interface ImageVersion {
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
}

/** A version as one text: `v1`, `sha256:…` or `v1@sha256:…`. Empty if there is neither tag nor digest. */
export function versionText({ tag, digest }: ImageVersion): string {
  return [tag, digest].filter((part) => part !== undefined).join('@');
}

/** Whether two versions have the same tag and the same digest. */
export function isSameVersion(one: ImageVersion, other: ImageVersion): boolean {
  return one.tag === other.tag && one.digest === other.digest;
}
