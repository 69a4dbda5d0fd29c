import type { Location, ValuePath } from '../../diagnostics';
import { fieldsOf } from '../../equivalence/fields';
import type { SourceObject } from '../source-object';
import { claimsFor, noteDisk } from './claims';
import { objectName } from './names';
import type { Notes } from './notes';
import { containerNames, podObjects } from './pod-objects';
import { podsOf } from './pods';
import type { Project } from './project';

/** The objects of Kubernetes that do what a Compose file says. */
export function composeObjects(
  project: Project,
  files: readonly string[],
  locate: (path: ValuePath) => Location,
): SourceObject[] {
  const objects: SourceObject[] = [];
  const claims: string[] = [];
  const taken = new Map<string, string>();
  for (const pod of podsOf(project)) {
    const app = freeName(pod.main, taken, project.notes);
    if (app === undefined) continue;
    const made = podObjects(pod, app, project);
    const location = locate(['services', pod.main]);
    const compose = { files, services: containerNames(pod) };
    objects.push(...made.objects.map((object) => ({ object, location, compose })));
    claims.push(...made.claims);
  }
  for (const { object, path } of claimsFor(claims, project)) {
    objects.push({ object, location: locate(path) });
    noteDisk(String(path[1]), path, project);
  }
  return once(objects);
}

/**
 * The name that the objects of a service get, which is noted if it differs from the name of the service.
 * @param taken the services by the names of their objects
 * @returns undefined if there is no such name, or if another service has it already, which is reported
 */
function freeName(service: string, taken: Map<string, string>, notes: Notes): string | undefined {
  const path = ['services', service];
  const name = objectName(service);
  const other = taken.get(name);
  if (name === '' || other !== undefined) {
    const message =
      other === undefined
        ? `\`${service}\` has no letter for a name`
        : `\`${service}\` and \`${other}\` would both be named \`${name}\``;
    notes.invalid(path, message, 'names of Kubernetes have a-z, 0-9 and `-`; give the service another name');
    return undefined;
  }
  taken.set(name, service);
  if (name !== service)
    notes.warn(
      'compose-assumed',
      path,
      `\`${service}\` is named \`${name}\` in Kubernetes`,
      `change \`${service}\` to \`${name}\` where others name it as a host`,
    );
  return name;
}

/** The objects, each once. Two services may use the same config. */
function once(objects: readonly SourceObject[]): SourceObject[] {
  const place = ({ object }: SourceObject) => `${String(object.kind)}/${String(fieldsOf(object.metadata).name)}`;
  return [...new Map([...objects].reverse().map((one) => [place(one), one])).values()].reverse();
}
