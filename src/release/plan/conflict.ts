import type { Status } from '../../cluster/http/api-failure';
import { toolOf } from '../../cluster/managed-fields/managers';

/** A field that somebody else owns, with another value. */
export interface Conflict {
  /** `spec.replicas`, as the server writes it. */
  readonly field: string;
  /** Who: the name under which they write. */
  readonly manager: string;
  /** The tool that goes by this name, where it is one. */
  readonly tool?: string;
}

/** `conflict with "kubectl" with subresource "scale" using apps/v1`: only of updates is it said which version they use. */
const conflictPattern = /conflict with "([^"]*)"(?: with subresource "([^"]*)")?( using )?/;

/** @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts */
export function conflictsIn({ code, causes }: Status): Conflict[] {
  if (code !== 409) return [];
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => {
      const [, manager = message, subresource, using] = conflictPattern.exec(message) ?? [];
      // A tool writes whole objects; `kubectl scale` is somebody's own doing.
      const tool = subresource === undefined ? toolOf(manager, using ? 'Update' : 'Apply') : undefined;
      return {
        field: field.replace(/^\./, ''),
        manager: subresource ? `${manager} ${subresource}` : manager,
        ...(tool && { tool }),
      };
    });
}

/** Whether it is an autoscaler that owns the field. */
export function isWithAutoscaler({ manager }: Conflict): boolean {
  return manager === 'kube-controller-manager scale';
}
