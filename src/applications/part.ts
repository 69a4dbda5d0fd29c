import type { Construct } from 'constructs';
import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { NamingContext } from '../model/naming';

/** The application that a config, a secret or a shared volume is declared in. */
export interface PartOwner extends Construct {
  readonly environment: Environment;
  readonly names: NamingContext;
  report(...issues: readonly Issue[]): void;
}

interface Described {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Returns those of `labels` and `annotations` that are set. */
export function metadataOf(values: Readonly<Record<string, unknown>>): Described {
  const { labels, annotations } = values as Described;
  return { ...(labels && { labels }), ...(annotations && { annotations }) };
}
