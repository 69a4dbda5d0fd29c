import type { Location, ValuePath } from '../diagnostics';

/** The values from one source, such as the code or a section of an environment file. */
export interface Layer {
  /** The source: `defaults 2026-12`, `shared code`, `code`, or a path in an environment file. */
  readonly origin: string;
  readonly data: unknown;
  /** Finds the file and line that set a path of `data`. */
  locate(path: ValuePath): Location | undefined;
}
