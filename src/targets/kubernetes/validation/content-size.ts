import { isMap, valueAt } from '../../../data/merge';
import { largestAnnotations, sizeOfAnnotations } from '../../../kubernetes/annotations';
import { largestContent } from '../../../kubernetes/content';
import type { ObjectViolation } from './object-violation';

/** The fields that hold the content of an object, by `apiVersion kind`, and whether their values are base64. */
const contents: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  'v1 ConfigMap': { data: false, binaryData: true },
  'v1 Secret': { data: true, stringData: false },
};

/** The violation for a ConfigMap or a Secret that is too large. */
export function sizeViolations(object: unknown, apiVersion: string, kind: string): ObjectViolation[] {
  const fields = Object.entries(contents[`${apiVersion} ${kind}`] ?? {});
  const sizes = fields.map(([field, isEncoded]) => sizeOf((object as Record<string, unknown>)[field], isEncoded));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  if (size <= largestContent) return [];
  const message = `the values have ${size} bytes, and a ${kind} holds at most ${largestContent}`;
  const hint = 'put large files into an image or on a volume';
  return [{ code: 'invalid-field', severity: 'error', path: [fields[0]?.[0] ?? ''], message, hint }];
}

/** The violations of an object, or of the template of its pods, whose annotations are too large. */
export function annotationViolations(object: unknown): ObjectViolation[] {
  return [[], ['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template']].flatMap((place): ObjectViolation[] => {
    const path = [...place, 'metadata', 'annotations'];
    const annotations = valueAt(object, path);
    const size = isMap(annotations) ? sizeOfAnnotations(annotations) : 0;
    if (size <= largestAnnotations) return [];
    const message = `the annotations have ${size} bytes, and Kubernetes allows ${largestAnnotations} for an object`;
    return [{ code: 'invalid-field', severity: 'error', path, message }];
  });
}

function sizeOf(values: unknown, isEncoded: boolean): number {
  if (!isMap(values)) return 0;
  return Object.values(values).reduce<number>((sum, value) => sum + bytesOf(value, isEncoded), 0);
}

function bytesOf(value: unknown, isEncoded: boolean): number {
  if (typeof value !== 'string') return 0;
  return Buffer.byteLength(value, isEncoded ? 'base64' : 'utf8');
}
