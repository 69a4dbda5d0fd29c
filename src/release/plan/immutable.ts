import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import type { Status } from '../../cluster/http/api-failure';
import { valueAt } from '../../data/merge';
import { errorIssue, type Issue } from '../../diagnostics';

/** Matches messages of the API server about immutable fields. They differ from kind to kind. */
const words =
  /immutable|may not change once set|can ?not be less than|cannot change roleRef|updates to .* are forbidden|forbidden: updates to|field is required when updating|may not be specified when strategy/i;

/**
 * The issue of an object that cannot be changed to what is declared, with commands that replace it.
 *
 * @param status the server's answer to the dry run
 */
export function immutableIssue(live: LiveObject, wanted: KubernetesObject, status: Status): Issue | undefined {
  if (status.code !== 422) return undefined;
  const found = status.causes.filter(({ message = '' }) => words.test(message));
  if (found.length === 0) return undefined;
  const fields = [...new Set(found.map(({ field }) => field ?? 'spec'))];
  return issue(live, fields, wanted);
}

/** A change that the server accepts and does not carry out: a headless Service never gets an address. */
export function ignoredIssue(live: LiveObject, wanted: KubernetesObject): Issue | undefined {
  const isHeadless = (object: KubernetesObject) => valueAt(object, ['spec', 'clusterIP']) === 'None';
  if (wanted.kind !== 'Service' || !isHeadless(live) || isHeadless(wanted)) return undefined;
  if (valueAt(wanted, ['spec', 'type']) === 'ExternalName') return undefined;
  return issue(live, ['spec.clusterIP'], wanted);
}

function issue(live: LiveObject, fields: readonly string[], wanted: KubernetesObject): Issue {
  const name = `${live.kind}/${live.metadata.name}`;
  return errorIssue('object-immutable', `${name}: ${fields.join(', ')} cannot be changed on an existing object`, {
    hint: replacement(live, fields, wanted),
  });
}

/** How to replace the old object by the new one, in words and commands. */
function replacement({ kind, metadata }: LiveObject, fields: readonly string[], wanted: KubernetesObject): string {
  const { name, namespace } = metadata;
  const kubectl = `kubectl${namespace ? ` -n ${namespace}` : ''}`;
  const type = kind.toLowerCase();
  switch (kind) {
    case 'Deployment':
      // The server set the defaults of the rollout strategy, and no apply can remove them.
      if (fields.every((field) => field === 'spec.strategy.rollingUpdate'))
        return `run \`${kubectl} patch ${type} ${name} --patch='{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'\`, which restarts no pods, then deploy`;
      return `replace it and keep its pods: run \`${kubectl} delete ${type} ${name} --cascade=orphan\`, deploy, then delete the old ReplicaSet, which \`${kubectl} get replicasets\` lists`;
    case 'StatefulSet':
      return [
        `replace it and keep its pods and claims: run \`${kubectl} delete ${type} ${name} --cascade=orphan\`, then deploy`,
        ...(fields.some((field) => /volumeClaim|^spec$/.test(field)) ? [claims(kubectl, wanted)] : []),
      ].join('; ');
    case 'PersistentVolumeClaim':
      return `a claim can only grow, and only if its StorageClass allows it; otherwise declare it as it is in the cluster, or move its data: scale its pods to 0, back up the data, run \`${kubectl} delete pvc ${name}\` (which deletes the data), deploy, and restore the data`;
    case 'Job':
      return `run \`${kubectl} delete job ${name}\`, then deploy; a job with \`before\` needs no deletion, because each change gives it a new name`;
    case 'Service':
      return `run \`${kubectl} delete service ${name}\`, then deploy; the Service is unreachable in between and gets a new address`;
    default:
      return `run \`${kubectl} delete ${type} ${name}\`, then deploy`;
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
