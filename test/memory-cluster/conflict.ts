import type { ApiFailure } from '../../src/cluster/http/api-failure';
import { stepsOf } from './leaves';
import type { Owner } from './managers';
import { refuse } from './refuse';

interface Taken {
  readonly owner: Owner;
  readonly fields: readonly string[];
}

/** @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/managedfields/internal/conflict.go */
export function conflict(taken: readonly Taken[]): ApiFailure {
  const causes = taken.flatMap(({ owner, fields }) =>
    fields.map((field) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${nameOf(owner)}`,
      field: pathOf(field),
    })),
  );
  const message = `Apply failed with ${causes.length} conflict${causes.length === 1 ? '' : 's'}`;
  return refuse(409, 'Conflict', message, causes);
}

function nameOf({ manager, operation, apiVersion, time }: Owner): string {
  return operation === 'Update' ? `"${manager}" using ${apiVersion} at ${time}` : `"${manager}"`;
}

/** `.spec.template.spec.containers[name="main"].image` */
function pathOf(field: string): string {
  return stepsOf(field)
    .filter((step) => step !== '.')
    .map((step) => (step.startsWith('k:') ? `[${keysIn(step)}]` : `.${step.slice(2)}`))
    .join('');
}

function keysIn(step: string): string {
  const keys = Object.entries(JSON.parse(step.slice(2)));
  return keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',');
}
