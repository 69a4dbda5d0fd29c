import { largestAnnotations, sizeOfAnnotations } from '../../kubernetes/annotations';
import { routesOf } from '../routes';
import { invalid, type Rule } from './rule';

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
type Annotations = Readonly<Record<string, string | null>> | null | undefined;
interface Annotated {
  readonly annotations?: Annotations;
}

/** Checks the total size of the annotations of objects that have some of their own beside those of all objects. */
export const annotationsAreSmall: Rule = (spec) => {
  const { annotations, podAnnotations, serviceAccount } = spec;
  const { service, services = {} } = spec as { service?: Annotated; services?: Readonly<Record<string, Annotated>> };
  const places: readonly (readonly [path: readonly string[], own: Annotations])[] = [
    [['podAnnotations'], podAnnotations],
    [['serviceAccount', 'annotations'], serviceAccount?.annotations],
    [['service', 'annotations'], service?.annotations],
    ...Object.entries(services).map(
      ([key, further]) => [['services', key, 'annotations'], further.annotations] as const,
    ),
    ...routesOf(spec).map(({ path, values }) => [[...path, 'annotations'], values.annotations] as const),
  ];
  return places.flatMap(([path, own]) => {
    const size = sizeOfAnnotations({ ...annotations, ...own });
    if (!own || size <= largestAnnotations) return [];
    return [
      invalid(
        path,
        `the annotations have ${size} bytes together with those of all objects, and Kubernetes allows ${largestAnnotations}`,
      ),
    ];
  });
};
