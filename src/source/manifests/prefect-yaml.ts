import { isMap, valueAt } from '../../data/merge';
import { entrypointParts } from '../frameworks/prefect';
import type { DeploymentOf, FileFindings } from '../source-flow';
import { foreignYaml } from './yaml';

/** Reads the deployments of a prefect.yaml. Templates, whose deployments have no name or no entrypoint, have none. */
export function prefectYaml(file: string, text: string): FileFindings {
  const { data, lineOf, issues } = foreignYaml(file, text);
  const list = valueAt(data, ['deployments']);
  const deployments = (Array.isArray(list) ? list : []).flatMap((entry: unknown, index): DeploymentOf[] => {
    const { name, entrypoint, schedule, schedules } = isMap(entry) ? entry : {};
    if (typeof name !== 'string' || typeof entrypoint !== 'string') return [];
    const texts = [schedule, ...(Array.isArray(schedules) ? schedules : [])].flatMap((one) => scheduleText(one) ?? []);
    return [
      {
        name,
        file,
        line: lineOf(['deployments', index]),
        of: entrypointParts(entrypoint),
        ...(texts.length > 0 && { schedule: texts.join('; ') }),
      },
    ];
  });
  return { deployments, issues };
}

function scheduleText(schedule: unknown): string | undefined {
  const { cron, interval, rrule } = isMap(schedule) ? schedule : {};
  if (interval !== undefined) return `every ${interval} seconds`;
  return cron === undefined && rrule === undefined ? undefined : String(cron ?? rrule);
}
