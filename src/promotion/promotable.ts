import { versionText } from '../model/image-version';
import type { KnownHistory } from './known-history';
import type { SourceImage } from './source-flow';
import { type Version, versionOf } from './version';

/** The version that an image gets by a promotion, or why it gets none, in words that follow the name of its flow. */
export type Promotable =
  | { readonly version: Version; readonly note?: string }
  | { readonly code: 'promotion-of-branch' | 'promotion-without-digest'; readonly problem: string };

/**
 * The version to promote of an image. The form of the source is kept: a tag, a digest, or both. The tag of a branch
 * names another version after each build, so the digest is promoted, or the tag of git that stands on the commit.
 *
 * @param addsDigest whether the version must have the digest that runs
 */
export function promotable(image: SourceImage, history: KnownHistory, addsDigest: boolean): Promotable {
  const found = released(image, history);
  if (!('version' in found) || !addsDigest || found.version.digest !== undefined) return found;
  if (image.runningDigest === undefined) {
    return {
      code: 'promotion-without-digest',
      problem: `has ${versionText(found.version)}, whose digest is not known`,
    };
  }
  return { ...found, version: { ...found.version, digest: image.runningDigest } };
}

function released(image: SourceImage, history: KnownHistory): Promotable {
  const { tag, digest, runningDigest, commit } = image;
  if (tag === undefined || !history.isBranch(tag)) return { version: versionOf(image) };
  const known = digest ?? runningDigest;
  if (known !== undefined) return { version: { digest: known }, note: `the digest of \`${tag}\`, which is a branch` };
  const gitTag = commit === undefined ? undefined : history.tagOn(commit);
  if (gitTag === undefined)
    return { code: 'promotion-of-branch', problem: `has \`${tag}\`, which is the tag of a branch` };
  const note = `the git tag on the commit ${commit?.slice(0, 12)}, because \`${tag}\` is a branch`;
  return { version: { tag: gitTag }, note };
}
