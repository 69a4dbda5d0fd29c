import type { Status } from '../../cluster/http/api-failure';
import { toolOf } from '../../cluster/managed-fields/managers';

/** A field that another manager owns with another value. */
export interface Conflict {
  /** The path as the server writes it: `spec.replicas`. */
  readonly field: string;
  /** The name of the field manager. */
  readonly manager: string;
  /** The tool that uses this name, if it is known. */
  readonly tool?: string;
}

/** Matches `conflict with "kubectl" with subresource "scale" using apps/v1`. The version is given for updates alone. */
const conflictPattern = /conflict with "([^"]*)"(?: with subresource "([^"]*)")?( using )?/;

/** @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts */
export function conflictsIn({ code, causes }: Status): Conflict[] {
  if (code !== 409) return [];
  return causes
    .filter(({ reason }) => reason === 'FieldManagerConflict')
    .map(({ field = '', message = '' }) => {
      const [, manager = message, subresource, using] = conflictPattern.exec(message) ?? [];
      // A tool writes whole objects. `kubectl scale` is a person's change to one field.
      const tool = subresource === undefined ? toolOf(manager, using ? 'Update' : 'Apply') : undefined;
      return {
        field: field.replace(/^\./, ''),
        manager: subresource ? `${manager} ${subresource}` : manager,
        ...(tool && { tool }),
      };
    });
}

/** Whether an autoscaler owns the field. */
export function isWithAutoscaler({ manager }: Conflict): boolean {
  return manager === 'kube-controller-manager scale';
}
