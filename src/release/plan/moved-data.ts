import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';
import { type Issue, warningIssue } from '../../diagnostics';
import { kubectlFor } from './kubectl-for';
import type { PlannedObject } from './plan-object';
import type { Pruned } from './prune';

/**
 * Warns of a Deployment with a claim that becomes a StatefulSet. The StatefulSet creates claims of its own, so its pods
 * start with empty disks. The old claim stays.
 *
 * @param context of the kubeconfig, which the commands name
 * @param live the objects that the plan was made from
 */
export function movedDataIssues(
  context: string,
  objects: readonly PlannedObject[],
  prunes: readonly Pruned[],
  live: readonly LiveObject[],
): Issue[] {
  return objects.flatMap(({ action, applied: { kind, metadata, spec } }): Issue[] => {
    const template = listAt(spec, ['volumeClaimTemplates'])[0];
    if (action !== 'create' || kind !== 'StatefulSet' || template === undefined) return [];
    const old = prunes.find((one) => one.live.kind === 'Deployment' && one.live.metadata.name === metadata.name)?.live;
    const volumes = listAt(old, ['spec', 'template', 'spec', 'volumes']);
    const claimName = volumes.map((one) => valueAt(one, ['persistentVolumeClaim', 'claimName'])).find(Boolean);
    if (!old || typeof claimName !== 'string') return [];
    const claim = live.find((one) => one.kind === 'PersistentVolumeClaim' && one.metadata.name === claimName);
    const volume = valueAt(claim, ['spec', 'volumeName']);
    const next = `${valueAt(template, ['metadata', 'name'])}-${metadata.name}-0`;
    const message = `StatefulSet/${metadata.name} replaces a Deployment, and its pods start with empty disks: they use the new claim \`${next}\` instead of \`${claimName}\`, which stays with its data`;
    const kubectl = kubectlFor(context, old.metadata.namespace);
    return [warningIssue('disk-starts-empty', message, { hint: keep(kubectl, old, claimName, String(volume), next) })];
  });
}

/** How the first pod of the StatefulSet gets the volume of the old claim. */
function keep(kubectl: string, { metadata }: LiveObject, claim: string, volume: string, next: string): string {
  const retain = '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}';
  const reserve = JSON.stringify({
    spec: { claimRef: { name: next, namespace: metadata.namespace, uid: null, resourceVersion: null } },
  });
  const commands = [
    `${kubectl} scale deployment ${metadata.name} --replicas=0`,
    `${kubectl} patch pv ${volume} -p '${retain}'`,
    `${kubectl} delete pvc ${claim}`,
    `${kubectl} patch pv ${volume} -p '${reserve}'`,
  ];
  return `to keep the data, give the volume to the new claim before this change: run ${commands.map((one) => `\`${one}\``).join(', ')}`;
}

function listAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}
