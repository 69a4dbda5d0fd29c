import type { ValuePath } from '../../diagnostics';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../flow-spec';
import type { SchemaViolation } from '../schema-violation';
import type { Unusual } from '../unusual';

/** An error or a warning about several properties of a spec. */
export type RuleViolation = SchemaViolation & {
  readonly severity?: 'warning';
  /** A second value that the message is about. The hint of the issue says where it is set. */
  readonly other?: ValuePath;
};

export type Rule = (spec: WorkloadSpec) => RuleViolation[];

/** A container of a flow, with its path in the spec. */
export interface ContainerLocation {
  readonly path: readonly string[];
  readonly container: WorkloadSpec | InitContainerSpec | SidecarSpec;
}

/** Returns all containers of a flow. The main container comes first. */
export function containersOf(spec: WorkloadSpec): ContainerLocation[] {
  return [
    { path: [], container: spec },
    ...Object.entries(spec.init ?? {}).map(([name, container]) => ({ path: ['init', name], container })),
    ...Object.entries(spec.sidecars ?? {}).map(([name, container]) => ({ path: ['sidecars', name], container })),
  ];
}

export function invalid(path: ValuePath, message: string, hint?: string): RuleViolation {
  return { code: 'invalid-value', path, message, ...(hint && { hint }) };
}

export function warning(code: SchemaViolation['code'], path: ValuePath, message: string, hint: string): RuleViolation {
  return { code, path, message, hint, severity: 'warning' };
}

/** Returns a warning if `judge` says that nobody means a value; none for a value that is not set. */
export function meant<T>(
  path: ValuePath,
  value: T | null | undefined,
  judge: (value: T) => Unusual | undefined,
): RuleViolation[] {
  const found = value === null || value === undefined || value === '' ? undefined : judge(value);
  return found ? [warning(found.code, path, found.message, found.hint)] : [];
}

/** Reports an error unless exactly one of several properties is set. `what` is the subject of the message. */
export function exactlyOne(
  path: readonly string[],
  what: string,
  value: object,
  ways: readonly string[],
): RuleViolation[] {
  const found = ways.filter((way) => way in value);
  if (found.length === 1) return [];
  const message = found.length === 0 ? `${what} sets none of ${list(ways)}` : `${what} sets ${list(found)}`;
  return [invalid(path, message, `set exactly one of ${list(ways)}`)];
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
