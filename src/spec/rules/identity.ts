import { containersOf, invalid, type Rule, warning } from './rule';

/** Every image has a user; a container that runs the flow's image has the flow's. */
export const usersAreKnown: Rule = (spec) => {
  if (spec.security !== 'restricted') return [];
  return containersOf(spec)
    .filter(({ container }) => container.user === undefined && container.image !== undefined)
    .map(({ path }) =>
      warning(
        'user-unknown',
        [...path, 'user'],
        'no `user` is said, so a kubelet refuses the pod unless the image itself names a numeric user other than root',
        'say the numeric user that the process runs as, such as `user: 1000`',
      ),
    );
};

/** An account is made or there already; rules without a token change nothing. */
export const accountFits: Rule = ({ serviceAccount, serviceAccountToken }) => {
  if (!serviceAccount) return [];
  const { existing, annotations, rules } = serviceAccount;
  if (existing !== undefined && (annotations ?? rules)) {
    const hint = 'say them where the account is made, or leave `existing` out';
    return [
      invalid(['serviceAccount', 'existing'], 'an account that is there gets no annotations and rules from here', hint),
    ];
  }
  if (!rules || serviceAccountToken !== false) return [];
  return [
    warning(
      'rules-without-token',
      ['serviceAccount', 'rules'],
      'the flow has rules for the API of the cluster, and no token to ask it with',
      'say `serviceAccountToken: true`',
    ),
  ];
};
