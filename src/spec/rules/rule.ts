import type { Finding } from '../check';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../flow-spec';

/** An error or a warning about several properties of a spec. */
export type RuleFinding = Finding & { readonly severity?: 'warning' };

export type Rule = (spec: WorkloadSpec) => RuleFinding[];

/** A container of a flow, with its path in the spec. */
export interface ContainerPlace {
  readonly path: readonly string[];
  readonly container: WorkloadSpec | InitContainerSpec | SidecarSpec;
}

/** Returns all containers of a flow. The main container comes first. */
export function containersOf(spec: WorkloadSpec): ContainerPlace[] {
  return [
    { path: [], container: spec },
    ...Object.entries(spec.init ?? {}).map(([name, container]) => ({ path: ['init', name], container })),
    ...Object.entries(spec.sidecars ?? {}).map(([name, container]) => ({ path: ['sidecars', name], container })),
  ];
}

export function invalid(path: readonly string[], message: string, hint?: string): RuleFinding {
  return { code: 'invalid-value', path, message, ...(hint && { hint }) };
}

export function warning(code: Finding['code'], path: readonly string[], message: string, hint: string): RuleFinding {
  return { code, path, message, hint, severity: 'warning' };
}

/** Reports an error unless exactly one of several properties is set. `what` is the subject of the message. */
export function exactlyOne(
  path: readonly string[],
  what: string,
  said: object,
  ways: readonly string[],
): RuleFinding[] {
  const found = ways.filter((way) => way in said);
  if (found.length === 1) return [];
  const message = found.length === 0 ? `${what} sets none of ${list(ways)}` : `${what} sets ${list(found)}`;
  return [invalid(path, message, `set exactly one of ${list(ways)}`)];
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
