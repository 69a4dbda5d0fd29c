import { type Fields, fieldsOf } from '../../equivalence/fields';
import { filled } from '../values';
import type { Project } from './project';
import { replicasOf } from './workload';

export interface WorkloadParts {
  /** The name of the service in the Compose file. */
  readonly name: string;
  readonly service: Fields;
  readonly project: Project;
  /** The template of the pods. */
  readonly template: Fields;
  /** The templates of the disks that each pod gets for itself. */
  readonly disks: readonly Fields[];
  /** Whether the pods use claims of the Compose file. */
  readonly hasClaims: boolean;
}

/** Makes the object that runs the pods of a service. @param app the name of the object */
export function workloadObject(
  kind: string,
  app: string,
  { name, service, project, template, disks, hasClaims }: WorkloadParts,
): Fields {
  const metadata = { name: app, labels: { app } };
  const podSpec = fieldsOf(template.spec);
  if (kind === 'Job' || kind === 'CronJob') {
    const { restart, limit } = restartOf(service);
    const spec = {
      ...(limit !== undefined && { backoffLimit: limit }),
      template: { ...template, spec: { ...podSpec, restartPolicy: restart } },
    };
    if (kind === 'Job') return { apiVersion: 'batch/v1', kind, metadata, spec };
    return {
      apiVersion: 'batch/v1',
      kind,
      metadata,
      spec: { schedule: '0 0 * * *', suspend: true, concurrencyPolicy: 'Forbid', jobTemplate: { spec } },
    };
  }
  const replicas = replicasOf(name, service, project.notes);
  const selector = { matchLabels: { app } };
  if (kind === 'DaemonSet') return { apiVersion: 'apps/v1', kind, metadata, spec: { selector, template } };
  const spec = filled({
    replicas: replicas === 1 ? undefined : replicas,
    selector,
    ...(kind === 'StatefulSet'
      ? { serviceName: app, volumeClaimTemplates: disks }
      : // A new pod cannot mount the disk of one writer before the old pod is gone.
        { strategy: hasClaims ? { type: 'Recreate' } : undefined }),
    template,
  });
  return { apiVersion: 'apps/v1', kind, metadata, spec };
}

/** The restart policy of the pods of a job, and how often a failed pod is repeated. Compose repeats it for ever unless the service sets a number. */
function restartOf({ restart }: Fields): { restart: string; limit: number | undefined } {
  const [, limit] = /^on-failure:(\d{1,6})$/.exec(String(restart)) ?? [];
  if (limit !== undefined) return { restart: 'Never', limit: Number(limit) === 6 ? undefined : Number(limit) };
  return { restart: 'Never', limit: restart === 'no' || restart === false || restart === undefined ? 0 : undefined };
}
