import { createColors } from 'picocolors';
import type { ObjectDiff } from '../../../src/actions/diff/live';

/** A ConfigMap of a diff, with as much of it as a test is about. */
export function configMap(rest: Partial<ObjectDiff> = {}): ObjectDiff {
  const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'prod', name: 'shop' };
  return {
    application: 'shop',
    ...ref,
    change: 'changed',
    fields: [],
    conflicts: [],
    writtenBy: [],
    takenOver: false,
    ...rest,
  };
}

/** It, with data of these lines. */
export function content(...lines: readonly string[]) {
  const data = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop', namespace: 'prod' }, data };
}

export const plain = { paint: createColors(false), width: Number.POSITIVE_INFINITY };
