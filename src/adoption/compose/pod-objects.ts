import { type Fields, fieldsOf } from '../../equivalence/fields';
import { filled } from '../values';
import { noteDisk } from './claims';
import { imageOf, podFields, readContainer } from './container';
import { labelsAndAnnotations, noteUnsaid } from './metadata';
import { objectName } from './names';
import type { ComposePod } from './pods';
import type { Project } from './project';
import { type Reach, reachOf } from './reach';
import { containerPorts, servicesFor } from './services';
import { type PodVolumes, readVolumes } from './volumes';
import { kindOfService } from './workload';
import { workloadObject } from './workload-object';

/** The objects of a pod, and the names of the volumes of the file that its containers use. */
interface PodObjects {
  readonly objects: readonly Fields[];
  readonly claims: readonly string[];
}

/** Makes the objects of a pod: its workload, its Services and its ConfigMaps. @param app the name of the objects */
export function podObjects(pod: ComposePod, app: string, project: Project): PodObjects {
  const { main } = pod;
  const { notes } = project;
  const path = ['services', main];
  const service = fieldsOf(project.services[main]);
  noteImage(main, service, project);
  const kind = kindOfService(main, project);
  const isLongRunning = kind === 'Deployment' || kind === 'DaemonSet';
  const reach = isLongRunning ? reachOf(main, project) : { published: [], inside: [] };
  noteUnsaid(main, service, isLongRunning, notes);
  const volumes = readVolumes(main, servicesOf(pod), project);
  const hasDisk = volumes.templates.length > 0;
  const workload = workloadObject(hasDisk && isLongRunning ? 'StatefulSet' : kind, app, {
    name: main,
    service,
    project,
    template: podTemplate(pod, app, { reach, volumes, isLongRunning, project }),
    disks: volumes.templates,
    hasClaims: volumes.claims.length > 0,
  });
  const offered = servicesFor(app, reach, notes);
  const services = offered.length === 0 && hasDisk ? [headless(app)] : offered;
  for (const { metadata } of volumes.templates) noteDisk(String(fieldsOf(metadata).name), path, project);
  return { objects: [workload, ...services, ...volumes.configMaps], claims: volumes.claims };
}

/** The services of the Compose file by the names of their containers in a pod. */
export function containerNames(pod: ComposePod): Readonly<Record<string, string>> {
  return Object.fromEntries(servicesOf(pod).map((service) => [containerName(service, pod.main), service]));
}

function servicesOf({ init, main, sidecars }: ComposePod): string[] {
  return [...init, main, ...sidecars];
}

/** The name of a container in the pod of a service: the service `web.migrate` is the container `migrate` of `web`. */
function containerName(member: string, main: string): string {
  return objectName(member.startsWith(`${main}.`) ? member.slice(main.length + 1) : member);
}

interface TemplateParts {
  readonly reach: Reach;
  readonly volumes: PodVolumes;
  readonly isLongRunning: boolean;
  readonly project: Project;
}

function podTemplate(
  { init, main, sidecars }: ComposePod,
  app: string,
  { reach, volumes, isLongRunning, project }: TemplateParts,
): Fields {
  const service = fieldsOf(project.services[main]);
  const container = (name: string, isServing: boolean) =>
    readContainer(name, project, {
      containerName: containerName(name, main),
      ports: name === main ? containerPorts(reach) : [],
      mounts: volumes.mounts.get(name) ?? [],
      isServing,
    });
  const { labels, annotations } = labelsAndAnnotations(main, service, project.notes);
  const spec = filled({
    initContainers: init.map((name) => container(name, false)),
    containers: [main, ...sidecars].map((name) => container(name, isLongRunning)),
    volumes: volumes.volumes,
    ...podFields(main, service, project),
  });
  return { metadata: filled({ labels: { ...labels, app }, annotations }), spec };
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
