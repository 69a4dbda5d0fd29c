import { z } from 'zod';
import { application, type Properties } from '../property';

export const security = {
  security: application(
    z.enum(['restricted', 'none']),
    'The Pod Security Standard that the pods are written for: `restricted`, or `none` to write no security context but the user.',
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted' },
  ),
  serviceAccountToken: application(z.boolean(), "Whether pods get a token of the cluster's API."),
  serviceLinks: application(
    z.boolean(),
    'Whether pods get an environment variable for every Service of the namespace.',
  ),
} satisfies Properties;
