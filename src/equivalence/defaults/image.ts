import { parseImage } from '../../model/image-reference';

/**
 * The default pull policy of an image. It is `Always` for the tag `latest` and for an image without tag and digest, else
 * `IfNotPresent`, also for a name that cannot be parsed.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/util/parsers/parsers.go
 */
export function pullPolicy(image: unknown): string {
  const { tag, digest } = parseImage(String(image)) ?? { tag: '' };
  return (tag ?? (digest ? '' : 'latest')) === 'latest' ? 'Always' : 'IfNotPresent';
}
