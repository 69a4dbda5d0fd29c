import type { Fields } from '../../equivalence/fields';
import type { Notes } from './notes';

/** What a path beside a Compose file is. */
export type FoundPath =
  | { readonly kind: 'file'; readonly text: string | undefined; readonly isExecutable: boolean }
  | { readonly kind: 'folder'; readonly names: readonly string[] }
  | undefined;

/** A Compose file whose parts are merged, filled and checked. */
export interface Project {
  readonly application: string;
  /** The services that are adopted. */
  readonly services: Readonly<Record<string, Fields>>;
  readonly volumes: Fields;
  readonly configs: Fields;
  readonly secrets: Fields;
  /** Looks up a path relative to the folder of the file. `text` is undefined for a file that is no text, or too large. */
  readonly find: (path: string) => FoundPath;
  readonly notes: Notes;
}
