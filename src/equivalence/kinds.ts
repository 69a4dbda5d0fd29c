import { groupOf } from '../kubernetes/api-version';
import type { Fields } from './fields';

/** The group and the kind of an object, without the version: `apps/Deployment`, `/Pod`. */
export function kindOf({ apiVersion, kind }: Fields): string {
  return `${groupOf(String(apiVersion))}/${String(kind)}`;
}

const template = ['spec', 'template'];
const templates: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': template,
  'apps/DaemonSet': template,
  'apps/Deployment': template,
  'apps/ReplicaSet': template,
  'apps/StatefulSet': template,
  'batch/CronJob': ['spec', 'jobTemplate', ...template],
  'batch/Job': template,
};

/** The path to the `metadata` and `spec` of an object's pods; undefined for a kind without pods. */
export function podPath(object: Fields): readonly string[] | undefined {
  return templates[kindOf(object)];
}
