import { z } from 'zod';
import { labelKey, nameOf } from '../formats';
import { application, both, group, type Properties } from '../property';

const rule = z.strictObject({
  apiGroups: z.array(z.string()).optional(),
  resources: z.array(z.string().min(1)).min(1),
  verbs: z.array(z.string().min(1)).min(1),
  resourceNames: z.array(z.string().min(1)).optional(),
});

export const identity = {
  serviceAccount: group(
    "Who the flow's pods are in the cluster. Without it they are the namespace's `default` account.",
    {
      existing: both(
        nameOf('a service account, or the name of one'),
        'An account that is there, in place of one that is made.',
        {
          codeType: 'string | NamedResource',
        },
      ),
      annotations: both(
        z.record(labelKey, z.string().nullable()),
        'Annotations on the account, such as the cloud role that it stands for.',
      ),
      rules: application(
        z.array(rule),
        'What the flow may do in its namespace, over the API of the cluster; `apiGroups` is the core group when it is not said.',
        { source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-example' },
      ),
    },
    { source: 'https://kubernetes.io/docs/concepts/security/service-accounts/', name: 'ServiceAccount' },
  ),
  serviceAccountToken: application(z.boolean(), "Whether pods get a token of the cluster's API."),
} satisfies Properties;
