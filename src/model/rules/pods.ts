import { invalid, type Rule, type RuleViolation } from './rule';

/**
 * Checks that name servers are set with `dns.policy: None`, and that the search domains are not too long.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export const namesAreFound: Rule = ({ dns }) => {
  const { policy, nameservers = [], searches = [] } = dns ?? {};
  const long =
    searches.join(' ').length > mostSearched
      ? [invalid(['dns', 'searches'], `the domains together have more than ${mostSearched} characters`)]
      : [];
  if (policy !== 'None' || nameservers.length > 0) return long;
  return [
    ...long,
    invalid(
      ['dns', 'policy'],
      'with `policy: None` pods need name servers to look up host names, and none are set',
      'set `nameservers`',
    ),
  ];
};

const mostSearched = 2048;
const mostAnnotated = 256 * 1024;

/** Checks the total size of the annotations of an object. */
export const annotationsAreSmall: Rule = (spec) => {
  const { annotations, podAnnotations, serviceAccount } = spec;
  const { service } = spec as { service?: { annotations?: Annotations } };
  return [
    ...tooLarge(['annotations'], annotations),
    ...tooLarge(['podAnnotations'], podAnnotations && { ...annotations, ...podAnnotations }),
    ...tooLarge(['serviceAccount', 'annotations'], serviceAccount?.annotations),
    ...tooLarge(['service', 'annotations'], service?.annotations),
  ];
};

type Annotations = Readonly<Record<string, string | null>> | null | undefined;

function tooLarge(path: readonly string[], annotations: Annotations): RuleViolation[] {
  if (!annotations) return [];
  const text = Object.entries(annotations).map(([key, value]) => `${key}${value}`);
  const size = Buffer.byteLength(text.join(''));
  if (size <= mostAnnotated) return [];
  return [invalid(path, `the annotations have ${size} bytes, and Kubernetes allows ${mostAnnotated} for an object`)];
}
