import type { Fields } from '../../equivalence/fields';
import type { ConfigMapNames } from './config-map-names';
import type { Notes } from './notes';

/** What exists at a path beside a Compose file. */
export type FoundPath =
  | { readonly kind: 'file'; readonly text: string | undefined; readonly isExecutable: boolean }
  | { readonly kind: 'folder'; readonly names: readonly string[] }
  | undefined;

/** A Compose file that is merged with its parts, whose variables are filled in, and whose settings are checked. */
export interface Project {
  readonly application: string;
  /** The services that are adopted. */
  readonly services: Readonly<Record<string, Fields>>;
  readonly volumes: Fields;
  readonly configs: Fields;
  readonly secrets: Fields;
  /**
   * Looks up a path relative to the folder of the Compose file. `text` is undefined for a file that is not text, or
   * that is too large.
   */
  readonly find: (path: string) => FoundPath;
  readonly notes: Notes;
  /** The names of the ConfigMaps for files of the host. */
  readonly configMapNames: ConfigMapNames;
}
