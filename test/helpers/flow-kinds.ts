import { JobFlow, ScheduleFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';

/** The construct of each kind of flow. */
export const constructs = {
  service: ServiceFlow,
  worker: WorkerFlow,
  store: StoreFlow,
  job: JobFlow,
  schedule: ScheduleFlow,
};

export type Kind = keyof typeof constructs;

/** What a kind needs beside an image. */
export const least = {
  service: { port: 8080 },
  worker: {},
  store: { port: 6379 },
  job: {},
  schedule: { schedule: '@daily' },
};
