import { isMap, ownValue } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { preparing } from '../../model/compose-names';
import { filled } from '../values';
import { readinessProbe } from './health';
import type { Notes } from './notes';
import type { Project } from './project';
import { containerResources } from './resources';
import { isTrue, securityContext } from './security';
import { listOf, secondsOf, wordsOf } from './text';
import { readVariables } from './variables';

const pullPolicies: Readonly<Record<string, string>> = {
  always: 'Always',
  missing: 'IfNotPresent',
  if_not_present: 'IfNotPresent',
  never: 'Never',
};

export interface ContainerParts {
  readonly containerName: string;
  readonly ports: readonly Fields[];
  readonly mounts: readonly Fields[];
  /** Whether the container runs as long as its pod, so that it can have probes. */
  readonly isServing: boolean;
}

/** Reads the container of a service. */
export function readContainer(name: string, project: Project, parts: ContainerParts): Fields {
  const { services, notes } = project;
  const service = fieldsOf(services[name]);
  const variables = readVariables(name, service, project);
  const words = (key: 'entrypoint' | 'command'): readonly string[] | undefined => {
    const path: ValuePath = ['services', name, key];
    const found = wordsOf(service[key])?.map((word) => variables.text(word, path));
    if (found?.length === 0 && key === 'entrypoint')
      notes.leave(
        path,
        'an empty entrypoint',
        'Kubernetes runs the entrypoint of the image unless `command` names another program',
      );
    return found;
  };
  const [command, args] = [words('entrypoint'), words('command')];
  const probe = readinessProbe(name, service, notes);
  if (!parts.isServing && 'readinessProbe' in probe)
    notes.leave(['services', name, 'healthcheck'], 'healthcheck', 'a job has no probes, because it ends');
  return filled({
    name: parts.containerName,
    image: imageOf(name, service, project),
    imagePullPolicy: ownValue(pullPolicies, String(service.pull_policy)),
    command,
    args,
    workingDir: service.working_dir,
    ...variables.fields,
    ports: parts.ports,
    resources: containerResources(name, service, notes),
    ...(parts.isServing && probe),
    lifecycle: hooks(service),
    volumeMounts: parts.mounts,
    securityContext: securityContext(name, service, notes),
    stdin: isTrue(service.stdin_open) || undefined,
    tty: isTrue(service.tty) || undefined,
  });
}

/**
 * The image of a service. A service that is only built has the image name that Compose would give it in this project.
 */
export function imageOf(name: string, { image }: Fields, { application }: Project): string {
  return image === undefined ? `${application}-${name}`.toLowerCase() : String(image);
}

function hooks({ post_start: start, pre_stop: stop }: Fields): Fields {
  const hook = (list: unknown) => {
    const [first] = itemsOf(list);
    const command = first && wordsOf(first.command)?.map(String);
    return command && { exec: { command } };
  };
  return filled({ postStart: hook(start), preStop: hook(stop) });
}

/** The fields of the pod that the main service decides. */
export function podFields(name: string, service: Fields, { notes, services }: Project): Fields {
  const path = ['services', name];
  const { stop_grace_period: grace, network_mode: network, extra_hosts: hosts, runtime, pid, ipc, hostname } = service;
  const groups = listOf(service.group_add).map(Number);
  const fsGroup = volumeGroup(services[`${name}.${preparing}`] ?? {});
  const hostAliases = Object.entries(hostsOf(hosts)).map(([ip, hostnames]) => ({ ip, hostnames }));
  if (groups.some(Number.isNaN)) notes.leave([...path, 'group_add'], 'group_add', 'Kubernetes knows groups by number');
  return filled({
    terminationGracePeriodSeconds: graceOf(grace, [...path, 'stop_grace_period'], notes),
    hostNetwork: network === 'host' ? true : undefined,
    hostPID: pid === 'host' ? true : undefined,
    hostIPC: ipc === 'host' ? true : undefined,
    hostname,
    runtimeClassName: runtime,
    hostAliases,
    dnsConfig: filled({
      nameservers: listOf(service.dns).map(String),
      searches: listOf(service.dns_search).map(String),
      options: listOf(service.dns_opt).map((option) => {
        const [key, value] = String(option).split(':');
        return value === undefined ? { name: key } : { name: key, value };
      }),
    }),
    securityContext: filled({
      fsGroup,
      supplementalGroups: groups.filter((group) => Number.isInteger(group) && group !== fsGroup),
    }),
  });
}

/** The group to which towpath's Compose files give the volumes of a flow. */
function volumeGroup({ entrypoint }: Fields): number | undefined {
  const [, group] = /; chgrp (\d{1,10}) /.exec(listOf(entrypoint).join(' ')) ?? [];
  return group === undefined ? undefined : Number(group);
}

function graceOf(grace: unknown, path: ValuePath, notes: Notes): number | undefined {
  if (grace === undefined) return undefined;
  const seconds = secondsOf(grace);
  if (seconds === undefined) notes.invalid(path, `\`${String(grace)}\` is no duration`, 'write `30s` or `1m30s`');
  return seconds;
}

function hostsOf(hosts: unknown): Record<string, string[]> {
  const lines = isMap(hosts)
    ? Object.entries(hosts).flatMap(([host, address]) => listOf(address).map((one) => [host, String(one)] as const))
    : listOf(hosts).map((line) => {
        const [, host = '', address = ''] = /^([^=:]+)[=:](.+)$/.exec(String(line)) ?? [];
        return [host, address] as const;
      });
  const byAddress: Record<string, string[]> = {};
  for (const [host, address] of lines) {
    if (!/^[\d.]{7,15}$|^\[?[0-9a-fA-F:]{2,45}\]?$/.test(address)) continue;
    const plain = address.replace(/^\[|\]$/g, '');
    byAddress[plain] = [...(byAddress[plain] ?? []), host];
  }
  return byAddress;
}
