import { invalid, type Rule } from './rule';

/**
 * Checks that name servers are set with `dns.policy: None`.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export const namesAreFound: Rule = ({ dns }) => {
  const { policy, nameservers = [] } = dns ?? {};
  if (policy !== 'None' || nameservers.length > 0) return [];
  return [
    invalid(
      ['dns', 'policy'],
      'with `policy: None` pods need name servers to look up host names, and none are set',
      'set `nameservers`',
    ),
  ];
};
