import { z } from 'zod';
import { annotationMap, nameOf } from '../formats';
import { byApplication, byBoth, group, type Properties } from '../property';

const rule = z.strictObject({
  apiGroups: z.array(z.string()).min(1).optional(),
  resources: z.array(z.string().min(1)).min(1),
  verbs: z.array(z.string().min(1)).min(1),
  resourceNames: z.array(z.string().min(1)).optional(),
});

export const identity = {
  serviceAccount: group(
    "The service account of the flow's pods. The default is the account `default` of the namespace.",
    {
      existing: byBoth(
        nameOf('a service account, or the name of one'),
        'The name of an existing account to use. Without it, towpath creates an account.',
        {
          codeType: 'string | NamedResource',
        },
      ),
      annotations: byBoth(annotationMap, 'Annotations of the account, such as the cloud role that it is bound to.'),
      rules: byApplication(
        z.array(rule),
        'The rights of the flow in its namespace, written as rules of a Role. The default of `apiGroups` is the core group.',
        { source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-example' },
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/security/service-accounts/', name: 'ServiceAccount' },
  ),
  serviceAccountToken: byApplication(z.boolean(), "Mount a token for the cluster's API into the pods."),
} satisfies Properties;
