import { type Application, type BuiltImage, ScheduleFlow } from 'towpath';

/** The values in which the schedules differ. */
interface Sync {
  readonly image: BuiltImage;
  readonly script: string;
  readonly schedule: string;
  readonly secret: string;
  readonly suspend?: boolean;
  readonly containerName?: string;
}

/** A schedule that runs one script of the image. Its pods have no labels. */
export function sync(app: Application, id: string, { script, secret, suspend = true, ...own }: Sync): void {
  new ScheduleFlow(app, id, {
    ...own,
    suspend,
    args: ['/bin/sh', '-c', `python ${script}`],
    envFrom: [{ secret }],
    pullPolicy: 'Always',
    concurrency: 'Forbid',
    failedJobsHistoryLimit: 1,
    naming: { objectLabels: { pod: {} } },
  });
}
