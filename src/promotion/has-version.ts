import { versionText } from '../model/image-version';
import type { KnownHistory } from './known-history';
import { promotable } from './promotable';
import type { SourceImage } from './source-flow';
import { type Version, versionOf } from './version';

/**
 * Whether a source has a version, in one of the forms in which a promotion can take it.
 * @param wanted the version as text, such as `v1`
 */
export function hasVersion(image: SourceImage, wanted: string, history: KnownHistory): boolean {
  const promoted = [false, true].flatMap((addsDigest): Version[] => {
    const found = promotable(image, history, addsDigest);
    return 'version' in found ? [found.version] : [];
  });
  const digest = image.digest ?? image.runningDigest;
  const forms = [versionOf(image), ...promoted, ...(digest === undefined ? [] : [{ digest }])];
  return forms.some((form) => versionText(form) === wanted);
}
