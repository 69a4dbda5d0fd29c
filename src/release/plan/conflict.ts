import type { LiveObject, ManagedFields } from '../../cluster/cluster';
import type { Status } from '../../cluster/http/api-failure';
import { type FieldPath, ownsPath, pathText } from '../../cluster/managed-fields/field-set';
import { entriesOf, toolOf } from '../../cluster/managed-fields/managers';

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

/**
 * The conflicts over undeclared fields that forbid what is declared, one for each manager that owns such a field.
 *
 * @param isOurs whether the fields of a manager are towpath's, or become towpath's
 */
export function conflictsOver(
  live: LiveObject,
  paths: readonly FieldPath[],
  isOurs: (entry: ManagedFields) => boolean,
): Conflict[] {
  const others = entriesOf(live).filter((entry) => !isOurs(entry));
  return paths.flatMap((path) =>
    others
      .filter(({ fieldsV1 }) => ownsPath(fieldsV1, path))
      .map(({ manager, operation }): Conflict => {
        const tool = toolOf(manager, operation);
        return { field: pathText(path), manager, ...(tool && { tool }) };
      }),
  );
}
