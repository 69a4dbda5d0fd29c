import type { DefaultSet } from './default-set';

/** The first set, and so what a workspace gets that names none. It never changes. */
export const defaults202612: DefaultSet = {
  service: {
    replicas: 1,
    expose: 'cluster',
    security: 'restricted',
    serviceAccountToken: false,
    serviceLinks: false,
  },
  worker: {
    replicas: 1,
    security: 'restricted',
    serviceAccountToken: false,
    serviceLinks: false,
  },
  store: {
    volume: { accessMode: 'ReadWriteOnce' },
    security: 'restricted',
    serviceAccountToken: false,
    serviceLinks: false,
  },
};
