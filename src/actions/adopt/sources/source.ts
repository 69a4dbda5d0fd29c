import type { Values } from '../../../adoption/placeholders';
import type { ReadObjects } from '../../../adoption/read-objects';

export interface SourceContext {
  readonly application: string;
  readonly environment: string;
  /** The values of placeholders in this environment. */
  readonly values: Values;
  /** The folder of texts that adopt writes for the application. It is no source. */
  readonly own: string;
  /** What stands for the source `-`. */
  readonly input?: string | undefined;
}

/** The objects of one source. */
export interface ReadSource extends ReadObjects {
  /** The repositories of images whose tag was a placeholder. */
  readonly own: readonly string[];
  /** The names of the values that were used. */
  readonly used: readonly string[];
}
