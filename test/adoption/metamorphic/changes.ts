import { containersOf } from '../../../src/adoption/pods';
import { isMap, mapValues } from '../../../src/data/merge';
import { type Fields, fieldsOf, itemsOf } from '../../../src/equivalence/fields';
import { kindOf } from '../../../src/equivalence/kinds';
import { parseImage } from '../../../src/model/image-reference';

/** A change of the objects of one environment. */
export interface Change {
  readonly shown: string;
  readonly objects: readonly Fields[];
  /** Whether a flow whose objects are these may be written otherwise than before. */
  readonly concerns: (objects: readonly Fields[]) => boolean;
}

export const kindsOfChange = ['rename', 'rename only the Service', 'port', 'tag'] as const;

type ChangeKind = (typeof kindsOfChange)[number];

/** @param referring the variables that refer to Services, each as `NAME=text` */
export function changed(
  kind: ChangeKind,
  objects: readonly Fields[],
  choice: number,
  referring: readonly string[],
): Change | undefined {
  return kind === 'tag' ? changedTag(objects, choice) : changedService(kind, objects, choice, referring);
}

function changedService(
  kind: ChangeKind,
  objects: readonly Fields[],
  choice: number,
  referring: readonly string[],
): Change | undefined {
  const services = objects.filter(
    (object) => kindOf(object) === '/Service' && itemsOf(fieldsOf(object.spec).ports).length > 0,
  );
  const service = services[choice % services.length];
  if (!service) return undefined;
  const name = nameOf(service);
  const { port } = itemsOf(fieldsOf(service.spec).ports)[0] as Fields;
  const isOwner = (some: readonly Fields[]) =>
    some.some((object) => kindOf(object) === '/Service' && nameOf(object) === name);
  const [host, number] = kind === 'port' ? [name, Number(port) + 1000] : [`${name}-new`, port];
  if (kind === 'rename only the Service') {
    const concerns = (some: readonly Fields[]) => isOwner(some) || JSON.stringify(some).includes(name);
    return {
      shown: `${kind} ${name}`,
      objects: objects.map((object) => (object === service ? moved(object, name, host, port, number) : object)),
      concerns,
    };
  }
  const known = new Set(referring);
  const follow = (value: unknown, key: unknown): unknown => {
    if (typeof value === 'string')
      return known.has(`${key}=${value}`) ? movedText(value, name, host, port, number) : value;
    if (Array.isArray(value)) return value.map((item) => follow(item, undefined));
    return isMap(value) ? mapValues(value, (item, one) => follow(item, one === 'value' ? value.name : one)) : value;
  };
  return {
    shown: `${kind} ${name}`,
    objects: objects.map((object) => follow(moved(object, name, host, port, number), undefined) as Fields),
    concerns: isOwner,
  };
}

/** A Service with another name or port, or an object that names it in a field of its own. */
function moved(object: Fields, name: string, host: string, port: unknown, number: unknown): Fields {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (!isMap(value)) return value;
    const isBackend = value.name === name && isMap(value.port);
    if (isBackend) return { name: host, port: fieldsOf(value.port).number === port ? { number } : value.port };
    return mapValues(value, change);
  };
  switch (kindOf(object)) {
    case '/Service': {
      if (nameOf(object) !== name) return object;
      const spec = fieldsOf(object.spec);
      const ports = itemsOf(spec.ports).map((one, index) =>
        index === 0 && number !== port ? { targetPort: port, ...one, port: number } : one,
      );
      return { ...object, metadata: { ...fieldsOf(object.metadata), name: host }, spec: { ...spec, ports } };
    }
    case 'networking.k8s.io/Ingress':
      return change(object) as Fields;
    case 'apps/StatefulSet': {
      const spec = fieldsOf(object.spec);
      return spec.serviceName === name ? { ...object, spec: { ...spec, serviceName: host } } : object;
    }
    default:
      return object;
  }
}

/** A text that names the Service, alone, with the port, or in a longer name of the host. */
function movedText(text: string, name: string, host: string, port: unknown, number: unknown): string {
  const words = text.split(/([^A-Za-z0-9_-])/);
  return words
    .map((word, index) => {
      if (word === name) return host;
      const isPort = word === String(port) && words[index - 1] === ':' && hostBefore(words, index - 1).startsWith(name);
      return isPort ? String(number) : word;
    })
    .join('');
}

/** The host name before a colon. */
function hostBefore(words: readonly string[], colon: number): string {
  const before = words.slice(0, colon);
  const start = before.findLastIndex((word) => /^[^A-Za-z0-9_.-]$/.test(word));
  return before.slice(start + 1).join('');
}

function changedTag(objects: readonly Fields[], choice: number): Change | undefined {
  const workloads = objects.filter((object) => containersOf(object).length > 0);
  const workload = workloads[choice % workloads.length];
  const image = workload && containersOf(workload)[0]?.image;
  const parsed = typeof image === 'string' ? parseImage(image) : undefined;
  if (!parsed) return undefined;
  const { repository, tag = 'latest' } = parsed;
  const next = `${repository}:${tag}-next`;
  return {
    shown: `${image} to ${next}`,
    objects: objects.map((object) => (object === workload ? withText(object, String(image), next) : object)),
    concerns: (some) =>
      JSON.stringify(some).includes(`"${repository}:`) || JSON.stringify(some).includes(`"${repository}"`),
  };
}

function withText(object: Fields, before: string, after: string): Fields {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    return isMap(value)
      ? mapValues(value, (inner, key) => (key === 'image' && inner === before ? after : change(inner)))
      : value;
  };
  return change(object) as Fields;
}

function nameOf(object: Fields): string {
  return String(fieldsOf(object.metadata).name);
}
