import { groupOf } from '../kubernetes/api-version';
import type { Fields } from './fields';

/** The kind with its group, whatever the version: `apps/Deployment`, `/Pod`. */
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

/** Where an object has what its pods are made of, `metadata` and `spec`; undefined for a kind without pods. */
export function podPath(object: Fields): readonly string[] | undefined {
  return templates[kindOf(object)];
}
