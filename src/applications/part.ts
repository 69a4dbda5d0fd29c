import type { Construct } from 'constructs';
import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { fillPattern, type NamedObject, type NamingContext, objectName } from '../model/naming';

/** The application that a config, a secret or a shared volume is declared in. */
export interface PartOwner extends Construct {
  readonly environment: Environment;
  readonly names: NamingContext;
  report(...issues: readonly Issue[]): void;
}

/** The properties of a ConfigMap or a shared volume that concern its object in the cluster. */
export interface PartProps {
  /**
   * The name of the object in the cluster. It can contain `{app}`, `{instance}`, `{env}` and, for the name of the part in
   * the code, `{flow}`. @default '{instance}-{flow}', or the patterns in `naming` of the application
   */
  readonly name?: string | undefined;
  /** Labels of the object, in addition to those that towpath sets. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** Returns the name of a part's object in the cluster. */
export function partName(
  names: NamingContext,
  id: string,
  object: NamedObject,
  { name }: { readonly name?: unknown } = {},
): string {
  return typeof name === 'string' ? fillPattern(name, names, id) : objectName(names, id, object);
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
