import { type Fields, fieldsOf } from '../../equivalence/fields';
import { scheduleProfile } from '../../model/compose-names';
import type { Notes } from './notes';
import type { Project } from './project';
import { listOf } from './text';

/**
 * The kind of workload that a service becomes. A service is a job if another service waits for its end, or if it is not
 * restarted and opens no port.
 */
export function kindOfService(name: string, project: Project): 'Deployment' | 'DaemonSet' | 'Job' | 'CronJob' {
  const { services, notes } = project;
  const service = fieldsOf(services[name]);
  const { mode } = fieldsOf(service.deploy);
  if (listOf(service.profiles).map(String).includes(scheduleProfile)) {
    const message = `Compose has no schedule for \`${name}\`; \`0 0 * * *\` was assumed, and the schedule is suspended`;
    notes.warn('compose-assumed', ['services', name, 'profiles'], message, 'set `schedule`, and remove `suspend`');
    return 'CronJob';
  }
  if (mode === 'global') return 'DaemonSet';
  const isAwaited = Object.values(services).some(
    ({ depends_on: needed }) => fieldsOf(fieldsOf(needed)[name]).condition === 'service_completed_successfully',
  );
  if (isAwaited || mode === 'replicated-job' || mode === 'global-job') return 'Job';
  const isOnce = /^(?:no|false|on-failure(?::\d{1,6})?)$/.test(String(restartOf(service) ?? ''));
  if (!isOnce) return 'Deployment';
  if (listOf(service.ports).length + listOf(service.expose).length === 0) return 'Job';
  const message = `\`${name}\` is not restarted when it ends, and opens ports; it was adopted as a server, which is restarted`;
  notes.warn('compose-assumed', ['services', name], message, 'if it ends, remove its ports and adopt again');
  return 'Deployment';
}

/** The restart policy of a service, which may also stand below `deploy`. */
function restartOf({ restart, deploy }: Fields): unknown {
  const { condition } = fieldsOf(fieldsOf(deploy).restart_policy);
  return restart ?? (condition === 'none' ? 'no' : condition);
}

/** The number of pods of a service. */
export function replicasOf(name: string, { deploy, scale }: Fields, notes: Notes): number {
  const { replicas } = fieldsOf(deploy);
  const said = replicas ?? scale ?? 1;
  if (/^\d{1,6}$/.test(String(said))) return Number(said);
  notes.invalid(
    ['services', name, 'deploy', 'replicas'],
    `\`replicas\` of \`${name}\` has to be a whole number`,
    'write `2`',
  );
  return 1;
}
