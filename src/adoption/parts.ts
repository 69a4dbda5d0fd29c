import { type Fields, fieldsOf } from '../equivalence/fields';
import { kindOf } from '../equivalence/kinds';
import { readClaim } from './flows/volumes';
import { nameIn } from './source-object';
import { areEqual, filled, textsOf } from './values';

/** A ConfigMap or disk of the application in one environment. */
export interface PartDraft {
  readonly kind: 'config' | 'volume';
  readonly id: string;
  readonly props: Fields;
}

/** A ConfigMap or a claim as the model says it; undefined if it is another object or the model cannot say it. */
export function readPart(object: Fields): PartDraft | undefined {
  const read =
    kindOf(object) === '/ConfigMap'
      ? readConfig(object)
      : kindOf(object) === '/PersistentVolumeClaim'
        ? readDisk(object)
        : undefined;
  if (!read) return undefined;
  const { labels, annotations } = fieldsOf(object.metadata);
  const described = filled({ labels: textsOf(labels), annotations: textsOf(annotations) });
  return { ...read, id: partId(nameIn(object)), props: { name: nameIn(object), ...read.props, ...described } };
}

function readConfig({ data, binaryData, immutable }: Fields): Pick<PartDraft, 'kind' | 'props'> | undefined {
  if (binaryData !== undefined || immutable !== undefined || !areEqual(textsOf(data), fieldsOf(data))) return undefined;
  return { kind: 'config', props: filled({ data, rollsPods: false }) };
}

function readDisk(claim: Fields): Pick<PartDraft, 'kind' | 'props'> | undefined {
  const props = readClaim(claim);
  return props && { kind: 'volume', props };
}

/** The name of a part in code and environment files, which cannot contain dots. */
function partId(name: string): string {
  return (
    name
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 63)
      .replace(/^-+|-+$/g, '') || 'part'
  );
}
