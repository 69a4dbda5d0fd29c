import type { DefaultSet } from './default-set';

const workload = {
  security: 'restricted',
  serviceAccountToken: false,
  serviceLinks: false,
  waitImage: 'busybox:1.37',
};

/** The first default set. A workspace that sets no `defaults` uses it. It never changes. */
export const defaults202612: DefaultSet = {
  service: { ...workload, replicas: 1, expose: 'cluster' },
  worker: { ...workload, replicas: 1 },
  store: {
    ...workload,
    expose: 'cluster',
    workload: 'deployment',
    volume: { accessMode: 'ReadWriteOnce' },
  },
  job: { ...workload, restartPolicy: 'Never' },
  schedule: { ...workload, restartPolicy: 'Never', concurrency: 'Forbid' },
};
