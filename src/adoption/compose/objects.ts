import type { Location, ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import type { SourceObject } from '../source-object';
import { filled } from '../values';
import { imageOf, podFields, readContainer } from './container';
import { labelsAndAnnotations, noteUnsaid } from './metadata';
import { objectName } from './names';
import { podsOf } from './pods';
import type { Project } from './project';
import { reachOf } from './reach';
import { containerPorts, servicesFor } from './services';
import { assumedSize, claimName, claimsFor, readVolumes } from './volumes';
import { kindOfService, replicasOf } from './workload';

/** The objects of Kubernetes that do what a Compose file says. */
export function composeObjects(
  project: Project,
  files: readonly string[],
  locate: (path: ValuePath) => Location,
): SourceObject[] {
  const { notes } = project;
  const objects: SourceObject[] = [];
  const claims: string[] = [];
  const taken = new Map<string, string>();
  for (const pod of podsOf(project)) {
    const [name, service] = [pod.main, fieldsOf(project.services[pod.main])];
    const path = ['services', name];
    const app = objectName(name);
    const other = taken.get(app);
    if (app === '' || other !== undefined) {
      const message =
        other === undefined
          ? `\`${name}\` has no letter for a name`
          : `\`${name}\` and \`${other}\` would both be named \`${app}\``;
      notes.invalid(path, message, 'names of Kubernetes have a-z, 0-9 and `-`; give the service another name');
      continue;
    }
    taken.set(app, name);
    if (app !== name)
      notes.warn(
        'compose-assumed',
        path,
        `\`${name}\` is named \`${app}\` in Kubernetes`,
        `change \`${name}\` to \`${app}\` where others name it as a host`,
      );
    noteImage(name, service, project);
    const kind = kindOfService(name, project);
    const isLongRunning = kind === 'Deployment' || kind === 'DaemonSet';
    const reach = isLongRunning ? reachOf(name, project) : { published: [], inside: [] };
    noteUnsaid(name, service, isLongRunning, notes);
    const members = [...pod.init, name, ...pod.sidecars];
    const volumes = readVolumes(name, members, project);
    claims.push(...volumes.claims);
    const container = (member: string, isServing: boolean) =>
      readContainer(member, project, {
        containerName: containerName(member, name),
        ports: member === name ? containerPorts(reach) : [],
        mounts: volumes.mounts.get(member) ?? [],
        isServing,
      });
    const { labels, annotations } = labelsAndAnnotations(name, service, notes);
    const podSpec = filled({
      initContainers: pod.init.map((member) => container(member, false)),
      containers: [name, ...pod.sidecars].map((member) => container(member, isLongRunning)),
      volumes: volumes.volumes,
      ...podFields(name, service, project),
    });
    const template = { metadata: filled({ labels: { ...labels, app }, annotations }), spec: podSpec };
    const services = Object.fromEntries(members.map((member) => [containerName(member, name), member]));
    const compose = { files, services };
    const add = (object: Fields) => objects.push({ object, location: locate(path), compose });
    const hasDisk = volumes.templates.length > 0;
    add(
      workload(hasDisk && isLongRunning ? 'StatefulSet' : kind, app, template, {
        name,
        service,
        project,
        templates: volumes.templates,
        hasClaims: volumes.claims.length > 0,
      }),
    );
    const offered = servicesFor(app, reach, notes);
    for (const one of offered) add(one);
    if (offered.length === 0 && hasDisk) add(headless(app));
    for (const object of volumes.configMaps) add(object);
    for (const { metadata } of volumes.templates) noteDisk(String(fieldsOf(metadata).name), path, project);
  }
  for (const { object, path } of claimsFor(claims, project)) {
    objects.push({ object, location: locate(path) });
    noteDisk(String(path[1]), path, project);
  }
  return once(objects);
}

/** What a container is called in the pod of a service: `web.migrate` is `migrate` of `web`. */
function containerName(member: string, main: string): string {
  return objectName(member.startsWith(`${main}.`) ? member.slice(main.length + 1) : member);
}

interface WorkloadParts {
  readonly name: string;
  readonly service: Fields;
  readonly project: Project;
  readonly templates: readonly Fields[];
  readonly hasClaims: boolean;
}

function workload(
  kind: string,
  app: string,
  template: Fields,
  { name, service, project, templates, hasClaims }: WorkloadParts,
): Fields {
  const metadata = { name: app, labels: { app } };
  const podSpec = fieldsOf(template.spec);
  if (kind === 'Job' || kind === 'CronJob') {
    const { restart, limit } = restartOf(service);
    const spec = {
      ...(limit !== undefined && { backoffLimit: limit }),
      template: { ...template, spec: { ...podSpec, restartPolicy: restart } },
    };
    if (kind === 'Job') return { apiVersion: 'batch/v1', kind, metadata, spec };
    return {
      apiVersion: 'batch/v1',
      kind,
      metadata,
      spec: { schedule: '0 0 * * *', suspend: true, concurrencyPolicy: 'Forbid', jobTemplate: { spec } },
    };
  }
  const replicas = replicasOf(name, service, project.notes);
  const selector = { matchLabels: { app } };
  if (kind === 'DaemonSet') return { apiVersion: 'apps/v1', kind, metadata, spec: { selector, template } };
  const spec = filled({
    replicas: replicas === 1 ? undefined : replicas,
    selector,
    ...(kind === 'StatefulSet'
      ? { serviceName: app, volumeClaimTemplates: templates }
      : // A new pod cannot mount the disk of one writer before the old pod is gone.
        { strategy: hasClaims ? { type: 'Recreate' } : undefined }),
    template,
  });
  return { apiVersion: 'apps/v1', kind, metadata, spec };
}

/** How a job is repeated. Compose repeats without an end unless there is a number. */
function restartOf({ restart }: Fields): { restart: string; limit: number | undefined } {
  const [, limit] = /^on-failure:(\d{1,6})$/.exec(String(restart)) ?? [];
  if (limit !== undefined) return { restart: 'Never', limit: Number(limit) === 6 ? undefined : Number(limit) };
  return { restart: 'Never', limit: restart === 'no' || restart === false || restart === undefined ? 0 : undefined };
}

/** A StatefulSet needs a Service, also if nobody connects to it. */
function headless(app: string): Fields {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: app, labels: { app } },
    spec: { clusterIP: 'None', selector: { app } },
  };
}

function noteImage(name: string, service: Fields, project: Project): void {
  if (service.image !== undefined) return;
  const path = ['services', name];
  const own = imageOf(name, service, project);
  const hint = `push the image to a registry, write its name as \`image\` beside \`build\`, and adopt again; or change \`${own}\` in the code`;
  project.notes.warn(
    'compose-built',
    [...path, 'build'],
    `\`${name}\` is only built, so its image was named \`${own}\`, which no node can pull`,
    hint,
  );
}

function noteDisk(volume: string, path: ValuePath, project: Project): void {
  const shown = path[0] === 'volumes' ? claimName(volume, project) : volume;
  const message = `Compose says no size for the volume \`${shown}\`; ${assumedSize} was assumed, for one node at a time`;
  project.notes.warn(
    'compose-assumed',
    path,
    message,
    'set `size`, and `accessMode` if pods on several nodes share it',
  );
}

/** Each object once: two services may use the same config. */
function once(objects: readonly SourceObject[]): SourceObject[] {
  const place = ({ object }: SourceObject) => `${String(object.kind)}/${String(fieldsOf(object.metadata).name)}`;
  return [...new Map([...objects].reverse().map((one) => [place(one), one])).values()].reverse();
}
