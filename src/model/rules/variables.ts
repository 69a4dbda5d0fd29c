import type { WorkloadSpec } from '../flow-spec';
import { labelKey } from '../formats';
import { containersOf, invalid, type Rule, type RuleViolation } from './rule';

const inVariables = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];
const inFiles = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'];

const resource = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-\S*)$/;
const ofCpu = ['1', '1m'];
const ofBytes = ['1', ...'kMGTPE'.split('').flatMap((unit) => [`1${unit}`, `1${unit.toUpperCase()}i`])];

/** Checks that variables and files use fields and resources that Kubernetes makes available. */
export const fieldsExist: Rule = (spec) => [
  ...containersOf(spec).flatMap(({ path, container }) =>
    Object.entries((container as WorkloadSpec).env ?? {}).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null ? variableFits([...path, 'env', name], value as Source) : [],
    ),
  ),
  ...Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) =>
    (volume?.projected ?? []).flatMap((projection, position) =>
      Object.entries('fields' in projection ? projection.fields : {}).flatMap(([file, field]) =>
        fieldFits(['volumes', name, 'projected', position, 'fields', file], field, inFiles),
      ),
    ),
  ),
];

interface Source {
  readonly field?: string;
  readonly resource?: string;
  readonly divisor?: string;
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
function variableFits(path: readonly string[], { field, resource: name, divisor = '0' }: Source): RuleViolation[] {
  if (field !== undefined) return fieldFits([...path, 'field'], field, inVariables);
  if (name === undefined) return [];
  const known = resource.exec(name);
  if (!known) {
    const expected = 'limits. or requests. with cpu, memory or ephemeral-storage, such as limits.cpu';
    return [invalid([...path, 'resource'], `found \`${name}\`; expected ${expected}`)];
  }
  const divisors = known[2] === 'cpu' ? ofCpu : ofBytes;
  if (divisor === '0' || divisors.includes(divisor)) return [];
  return [invalid([...path, 'divisor'], `found \`${divisor}\`; expected one of ${divisors.join(', ')}`)];
}

function fieldFits(path: RuleViolation['path'], field: string, known: readonly string[]): RuleViolation[] {
  const [, key] = /^metadata\.(?:labels|annotations)\['([^']*)'\]$/.exec(field) ?? [];
  if (known.includes(field) || (key !== undefined && labelKey.safeParse(key).success)) return [];
  const expected = `one of ${known.join(', ')}, metadata.labels['KEY'] and metadata.annotations['KEY']`;
  return [invalid(path, `found \`${field}\`; expected ${expected}`)];
}
