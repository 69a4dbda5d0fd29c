import { isMap } from '../../data/merge';
import type { Issue, Location, ValuePath } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { scheduleProfile } from '../../model/compose-names';
import { parseImage } from '../../model/image-reference';
import type { SourceObject } from '../source-object';
import { checkedServices } from './check';
import { ConfigMapNames } from './config-map-names';
import { imageOf } from './container';
import type { ComposeDocument } from './document';
import { type ReadService, withExtended } from './extends';
import { filledData } from './fill';
import { configName } from './grants';
import type { Values } from './interpolate';
import { mergeCompose } from './merge';
import { Notes } from './notes';
import { composeObjects } from './objects';
import type { Project } from './project';
import { noteSameNames } from './same-names';
import { listOf } from './text';

export interface ComposeSource {
  readonly application: string;
  /** The Compose files. Each of them is merged over those before it. */
  readonly documents: readonly ComposeDocument[];
  readonly values: Values;
  readonly find: Project['find'];
  /** Finds a service of another file, for `extends`. */
  readonly readService: (file: string, service: string) => Fields | undefined;
}

export interface ReadCompose {
  readonly objects: readonly SourceObject[];
  readonly issues: readonly Issue[];
  /** The names of the variables that were used. */
  readonly used: readonly string[];
  /** The repositories of images that the file builds. */
  readonly own: readonly string[];
}

/** Reads Compose files as the objects of Kubernetes that do the same. */
export function readCompose({ application, documents, values, find, readService }: ComposeSource): ReadCompose {
  const locate = (path: ValuePath): Location => locationOf(documents, path);
  const notes = new Notes(locate);
  const used = new Set<string>();
  const filled = documents.map(({ data }) => filledData(data, values, notes, used));
  const data = fieldsOf(filled.reduce((earlier, later) => mergeCompose(earlier, later)));
  const read: ReadService = (file, service) => {
    const found = readService(file, service);
    return found && fieldsOf(filledData(found, values, notes, used, ['services', service]));
  };
  const extended = isMap(data.services) ? { ...data, services: withExtended(data.services, read, notes) } : data;
  const all = checkedServices(extended, notes);
  const [volumes, configs, secrets] = [fieldsOf(data.volumes), fieldsOf(data.configs), fieldsOf(data.secrets)];
  const configMapNames = new ConfigMapNames(Object.keys(configs).map((id) => configName(id, { configs })));
  const services = enabled(all, values, used, notes);
  const project: Project = { application, find, notes, services, volumes, configs, secrets, configMapNames };
  noteSameNames(project);
  const objects = composeObjects(
    project,
    documents.map(({ file }) => file),
    locate,
  );
  return { objects, issues: notes.all(), used: [...used], own: builtImages(project) };
}

/** The services that start without a profile, and those with a profile that `COMPOSE_PROFILES` enables. */
function enabled(
  services: Readonly<Record<string, Fields>>,
  values: Values,
  used: Set<string>,
  notes: Notes,
): Record<string, Fields> {
  const said = (Object.hasOwn(values, 'COMPOSE_PROFILES') ? (values.COMPOSE_PROFILES ?? '') : '').split(',');
  const wanted = [...said.map((profile) => profile.trim()), scheduleProfile];
  if (said.length > 1 || said[0] !== '') used.add('COMPOSE_PROFILES');
  return Object.fromEntries(
    Object.entries(services).filter(([name, service]) => {
      if (!hasImage(name, service, notes)) return false;
      const profiles = listOf(service.profiles).map(String);
      if (profiles.length === 0 || wanted.includes('*') || profiles.some((profile) => wanted.includes(profile)))
        return true;
      const why = `\`docker compose up\` does not start it; \`--set COMPOSE_PROFILES=${profiles[0]}\` adopts it`;
      notes.leave(['services', name, 'profiles'], `the service with the profile ${profiles.join(', ')}`, why);
      return false;
    }),
  );
}

/**
 * Whether a service has an image or is built. An image is the empty text only if it was a variable without a value,
 * which was reported before.
 */
function hasImage(name: string, { image, build }: Fields, notes: Notes): boolean {
  if (image === undefined && build === undefined)
    notes.invalid(['services', name], `\`${name}\` has no \`image\` and no \`build\``, 'write the image');
  return image === undefined ? build !== undefined : image !== '';
}

function builtImages(project: Project): string[] {
  return Object.entries(project.services).flatMap(([name, service]) =>
    service.build === undefined ? [] : (parseImage(imageOf(name, service, project))?.repository ?? []),
  );
}

/**
 * The line of a value in the last file that has it. If no file has the value, it is the line of the nearest value
 * around it.
 */
function locationOf(documents: readonly ComposeDocument[], path: ValuePath): Location {
  const found = [...documents].reverse().find(({ data }) => isIn(data, path));
  if (!found && path.length > 0) return locationOf(documents, path.slice(0, -1));
  const document = found ?? documents[0];
  return { file: document?.file ?? '', line: document && path.length > 0 ? document.lineOf(path) : 1 };
}

function isIn(value: unknown, [step, ...rest]: ValuePath): boolean {
  if (step === undefined) return true;
  if (Array.isArray(value)) return Number(step) < value.length && isIn(value[Number(step)], rest);
  return isMap(value) && Object.hasOwn(value, step) && isIn(value[step], rest);
}
