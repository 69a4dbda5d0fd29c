import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import type { Status } from '../../cluster/http/api-failure';
import { valueAt } from '../../data/merge';
import { errorIssue, type Issue } from '../../diagnostics';
import { kubectlFor } from './kubectl-for';

/** Matches messages of the API server about immutable fields. They differ from kind to kind. */
const words =
  /immutable|may not change once set|can ?not be less than|cannot change roleRef|updates to .* are forbidden|forbidden: updates to|field is required when updating/i;

/**
 * The issue of an object that cannot be changed to what is declared, with commands that replace it.
 *
 * @param context of the kubeconfig, which the commands name
 * @param status the server's answer to the dry run
 */
export function immutableIssue(
  context: string,
  live: LiveObject,
  wanted: KubernetesObject,
  status: Status,
): Issue | undefined {
  if (status.code !== 422) return undefined;
  const found = status.causes.filter(({ message = '' }) => words.test(message));
  if (found.length === 0) return undefined;
  const fields = [...new Set(found.map(({ field }) => field ?? 'spec'))];
  const name = `${live.kind}/${live.metadata.name}`;
  return errorIssue('object-immutable', `${name}: ${fields.join(', ')} cannot be changed on an existing object`, {
    hint: replacement(context, live, fields, wanted),
  });
}

/** The last step of every hint, which is true for a deploy and for a rollback. */
const again = 'repeat the deploy or the rollback';

/** How to replace the old object by the new one, in words and commands. */
function replacement(
  context: string,
  { kind, metadata }: LiveObject,
  fields: readonly string[],
  wanted: KubernetesObject,
): string {
  const { name, namespace } = metadata;
  const kubectl = kubectlFor(context, namespace);
  const type = kind.toLowerCase();
  switch (kind) {
    case 'Deployment':
      return `replace it and keep its pods: run \`${kubectl} delete ${type} ${name} --cascade=orphan\`, ${again}, and delete the old ReplicaSet, which \`${kubectl} get replicasets\` lists`;
    case 'StatefulSet':
      return [
        `replace it and keep its pods and claims: run \`${kubectl} delete ${type} ${name} --cascade=orphan\`, and ${again}`,
        ...(fields.some((field) => /volumeClaim|^spec$/.test(field)) ? [claims(kubectl, wanted)] : []),
      ].join('; ');
    case 'PersistentVolumeClaim':
      return `a claim can only grow, and only if its StorageClass allows it; otherwise declare it as it is in the cluster, or move its data: scale its pods to 0, back up the data, run \`${kubectl} delete pvc ${name}\` (which deletes the data), ${again}, and restore the data`;
    case 'Job':
      return `the Job is still running: wait until it has finished, or run \`${kubectl} delete job ${name}\`, and ${again}; a job with \`before\` needs no deletion, because each change gives it a new name`;
    case 'Service':
      return `run \`${kubectl} delete service ${name}\`, and ${again}; the Service is unreachable in between and gets a new address`;
    default:
      return `run \`${kubectl} delete ${type} ${name}\`, and ${again}`;
  }
}

function claims(kubectl: string, wanted: KubernetesObject): string {
  const templates = valueAt(wanted, ['spec', 'volumeClaimTemplates']);
  const [first] = Array.isArray(templates) ? templates : [];
  const claim = `${valueAt(first, ['metadata', 'name']) ?? 'data'}-${wanted.metadata.name}-0`;
  const size = valueAt(first, ['spec', 'resources', 'requests', 'storage']);
  const patch = `'{"spec":{"resources":{"requests":{"storage":"${size ?? '…'}"}}}}'`;
  return `existing claims keep their size; to enlarge one, run \`${kubectl} patch pvc ${claim} -p ${patch}\``;
}
