import { z } from 'zod';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster, LiveObject, ObjectRef } from '../../cluster/cluster';
import { escapeHidden } from '../../data/escape-hidden';
import { valueAt } from '../../data/merge';
import { sha256Of } from '../../data/sha256';
import { errorIssue, formatPath, type Issue } from '../../diagnostics';
import { heldVersionText, holdEntry } from '../../environments/hold-properties';
import type { Hold } from '../../holds/hold';
import { environmentLabel, holdLabel, instanceLabel } from '../../kubernetes/labels';
import { check } from '../../model/check';
import { dnsLabel } from '../../model/formats';
import { quoteValue } from '../../model/quote-value';
import { type InstanceRef, recordLabels } from './instance';
import { parsePlainJson } from './plain-json';

const holdSchema = z.strictObject({
  ...holdEntry.shape,
  application: dnsLabel,
  image: dnsLabel,
  version: heldVersionText,
});

/** Writes a hold. Each one is a ConfigMap of its own, so that two holds at once do not overwrite each other. */
export async function keepHold(
  cluster: Cluster,
  instanceRef: InstanceRef,
  environment: string,
  hold: Hold,
): Promise<void> {
  const { name, namespace } = holdRef(instanceRef, hold);
  const of = { application: hold.application, environment, instance: instanceRef.instance };
  const labels = { ...recordLabels(of), [holdLabel]: hashOf(hold) };
  const object: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...(namespace !== undefined && { namespace }), labels },
    data: { hold: `${JSON.stringify(hold, null, 2)}\n` },
  };
  await cluster.apply(object, { force: true });
}

/** A stored hold, and the instance and environment that it belongs to. */
export interface StoredHold extends Hold {
  readonly instance: string;
  readonly environment: string;
}

/** The holds that are stored in a namespace, with an issue for each record that towpath has not written. */
export async function readHolds(
  cluster: Cluster,
  { namespace, instance }: Pick<InstanceRef, 'namespace'> & Partial<InstanceRef>,
): Promise<{ readonly holds: readonly StoredHold[]; readonly issues: readonly Issue[] }> {
  const records = (await holdRecords(cluster, namespace, instance)).map(checkedHold);
  return { holds: records.flatMap(({ hold }) => hold ?? []), issues: records.flatMap(({ issues }) => issues) };
}

/** Deletes a hold. A hold that does not exist is no error. */
export async function removeHold(cluster: Cluster, instanceRef: InstanceRef, hold: Hold): Promise<void> {
  const found = await cluster.get(holdRef(instanceRef, hold));
  if (found) await cluster.remove(found);
}

/** Deletes all holds of an application, also those that cannot be read. */
export async function removeHolds(cluster: Cluster, { namespace, instance }: InstanceRef): Promise<void> {
  for (const record of await holdRecords(cluster, namespace, instance)) await cluster.remove(record);
}

async function holdRecords(cluster: Cluster, namespace: string, instance?: string): Promise<readonly LiveObject[]> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) return [];
  const labelSelector = instance === undefined ? holdLabel : `${holdLabel},${instanceLabel}=${instance}`;
  return (await cluster.list(configMaps, { namespace, labelSelector })).items;
}

/** Anybody who may write ConfigMaps may have written it, so every field and the name are checked. */
function checkedHold(record: LiveObject): { hold?: StoredHold; issues: readonly Issue[] } {
  const { namespace = '', labels = {} } = record.metadata;
  const text = valueAt(record, ['data', 'hold']);
  const parsed = typeof text === 'string' ? parsePlainJson(text) : { problem: 'is missing' };
  if ('problem' in parsed) return { issues: [invalid(record, `\`data.hold\` ${parsed.problem}`)] };
  const [violation] = check(holdSchema, parsed.value).violations;
  if (violation) return { issues: [invalid(record, `\`${formatPath(violation.path)}\`: ${violation.message}`)] };
  const { [instanceLabel]: instance = '', [environmentLabel]: environment = '' } = labels;
  const hold = { ...(parsed.value as Hold), instance, environment };
  if (holdRef({ instance, namespace }, hold).name !== record.metadata.name)
    return { issues: [invalid(record, 'its name does not fit its content')] };
  return { hold, issues: [] };
}

function holdRef({ instance, namespace }: InstanceRef, hold: Hold): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `towpath.${instance}.hold.${hashOf(hold)}` };
}

function hashOf({ image, version }: Hold): string {
  return sha256Of(`${image}=${version}`).slice(0, 16);
}

function invalid({ metadata: { namespace, name } }: KubernetesObject, problem: string): Issue {
  const message = `the ConfigMap ${quoteValue(name)} in the namespace \`${namespace}\` is not a hold that towpath wrote: ${problem}`;
  const hint = `look at it with \`kubectl -n ${namespace} get configmap ${name} -o yaml\`, and delete it if nobody needs it`;
  return errorIssue('release-record-invalid', escapeHidden(message), { hint });
}
