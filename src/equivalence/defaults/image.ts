import { parseImage } from '../../model/image-reference';

/**
 * The pull policy of a container that has none: by the tag, or by `latest` where there is none. A digest
 * is as good as a tag, and so is a name that cannot be read.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/util/parsers/parsers.go
 */
export function pullPolicy(image: unknown): string {
  const { tag, digest } = parseImage(String(image)) ?? { tag: '' };
  return (tag ?? (digest ? '' : 'latest')) === 'latest' ? 'Always' : 'IfNotPresent';
}
