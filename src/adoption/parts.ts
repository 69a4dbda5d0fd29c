import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { kindOf } from '../equivalence/kinds';
import { readClaim } from './flows/volumes';
import { nameIn, namespaceIn } from './source-object';
import { areEqual, filled, textsOf } from './values';
import { dashed } from './words';

/** The ConfigMap, the disk or the empty Secret that an object of one environment becomes in the application. */
export interface PartDraft {
  readonly kind: 'config' | 'volume' | 'secret';
  readonly id: string;
  readonly props: Fields;
  readonly namespace: string | undefined;
}

/** The parts that objects of one environment become. Of two objects with the same id, only the first one is a part. */
export function readParts(objects: readonly Fields[]): ReadonlyMap<Fields, PartDraft> {
  const read = objects.flatMap((object) => {
    const part = readPart(object);
    return part ? [{ object, part }] : [];
  });
  const byId = groupBy(read, ({ part }) => `${part.kind}/${part.id}`);
  return new Map([...byId.values()].map(([{ object, part }]) => [object, part]));
}

/** A ConfigMap, a claim or an empty Secret as the model says it; undefined if it is another object or the model cannot say it. */
function readPart(object: Fields): PartDraft | undefined {
  const read = readers[kindOf(object)]?.(object);
  if (!read) return undefined;
  const { labels, annotations } = fieldsOf(object.metadata);
  const described = filled({ labels: textsOf(labels), annotations: textsOf(annotations) });
  const [id, name] = [dashed(nameIn(object), 63) || 'part', nameIn(object)];
  // A Secret has the name that the code gives it. The names of others begin with that of the application.
  const named = read.kind === 'secret' && id === name ? {} : { name };
  return { ...read, id, props: { ...named, ...read.props, ...described }, namespace: namespaceIn(object) };
}

type ReadPart = Pick<PartDraft, 'kind' | 'props'> | undefined;

const readers: Readonly<Record<string, (object: Fields) => ReadPart>> = {
  '/ConfigMap': readConfig,
  '/PersistentVolumeClaim': readDisk,
  '/Secret': readSecret,
};

/** A Secret without content, which somebody fills in the cluster. */
function readSecret({ type = 'Opaque', data, stringData, immutable }: Fields): ReadPart {
  const isEmptySecret = data === undefined && stringData === undefined && immutable === undefined;
  return isEmptySecret && type === 'Opaque' ? { kind: 'secret', props: { empty: true } } : undefined;
}

function readConfig({ data, binaryData, immutable }: Fields): ReadPart {
  if (binaryData !== undefined || immutable !== undefined || !areEqual(textsOf(data), fieldsOf(data))) return undefined;
  return { kind: 'config', props: filled({ data, rollsPods: false }) };
}

function readDisk(claim: Fields): ReadPart {
  const props = readClaim(claim);
  return props && { kind: 'volume', props };
}
