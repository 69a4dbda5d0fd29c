import type { BackingKind } from '../../../source/setup/backing-kinds';
import type { ProposedStore } from './proposal';

/** The password of a database: a key of a Secret that the user creates. */
export interface Password {
  /** The name of the Secret. */
  readonly secret: string;
  /** The variable of generated code that holds it. */
  readonly variable: string;
  /** The variable from which programs read it. */
  readonly env: string;
}

/** The password of a kind of server; undefined for servers that are proposed without one. */
export function passwordOf(kind: BackingKind): Password | undefined {
  if (kind !== 'postgres' && kind !== 'mysql') return undefined;
  return { secret: kind, variable: `${kind}Password`, env: `${kind.toUpperCase()}_PASSWORD` };
}

/** The passwords of stores, each once. */
export function passwordsOf(stores: readonly ProposedStore[]): Password[] {
  return [...new Set(stores.map(({ kind }) => kind))].flatMap((kind) => passwordOf(kind) ?? []);
}
