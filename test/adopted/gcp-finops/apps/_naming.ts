import type { ApplicationProps } from 'towpath';

/** The names and defaults that the applications had before. */
export const kept = {
  naming: { name: '{flow}', selector: { app: '{flow}' }, labels: {} },
  shared: { security: 'none', serviceAccountToken: null, serviceLinks: null },
} satisfies Omit<ApplicationProps, 'environment'>;

export const registry = 'asia-southeast2-docker.pkg.dev/moladin-infra-prod/infra-prod';
