import { invalid, type Rule } from './rule';

/** @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy */
export const namesAreFound: Rule = ({ dns }) => {
  const { policy, nameservers = [] } = dns ?? {};
  if (policy !== 'None' || nameservers.length > 0) return [];
  return [
    invalid(
      ['dns', 'policy'],
      'without a policy pods find no names, and no name servers are said',
      'say `nameservers`',
    ),
  ];
};
