/**
 * The pull policy of a container that has none: by the tag, or by `latest` where there is none. A digest
 * is as good as a tag.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/util/parsers/parsers.go
 */
export function pullPolicy(image: unknown): string {
  const [name = '', digest] = String(image).split('@');
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  return (tag ?? (digest ? '' : 'latest')) === 'latest' ? 'Always' : 'IfNotPresent';
}
