import { containersOf, invalid, type Rule, warning } from './rule';

/**
 * Checks that a user is set for each image. A container without an image of its own has the user of the flow. A user of
 * the pod is for all images.
 */
export const usersAreKnown: Rule = (spec) => {
  if (spec.security !== 'restricted' || spec.podSecurity?.user !== undefined) return [];
  return containersOf(spec)
    .filter(({ container }) => container.user === undefined && container.image !== undefined)
    .map(({ path }) =>
      warning(
        'user-unknown',
        [...path, 'user'],
        '`user` is not set, so a kubelet refuses the pod unless the image sets a numeric user other than root',
        'set the numeric id of the user that the process runs as, such as `user: 1000`',
      ),
    );
};

/** Checks that an existing account is not changed, and that pods with `rules` have a token. */
export const accountFits: Rule = ({ serviceAccount, serviceAccountToken }) => {
  if (!serviceAccount) return [];
  const { existing, annotations, rules } = serviceAccount;
  if (existing !== undefined && (annotations ?? rules)) {
    const hint = 'set them where the account is created, or remove `existing`';
    return [
      invalid(
        ['serviceAccount', 'existing'],
        'towpath does not change an existing account, so `annotations` and `rules` have no effect',
        hint,
      ),
    ];
  }
  if (!rules || serviceAccountToken !== false) return [];
  return [
    warning(
      'rules-without-token',
      ['serviceAccount', 'rules'],
      'the flow has rules for the API of the cluster, but its pods have no token',
      'set `serviceAccountToken: true`',
    ),
  ];
};
