import type { z } from 'zod';
import type { Environment } from '../environments/environment';
import type { DefaultsDate } from '../model/defaults';
import type { Naming } from '../model/naming';
import type { SharedProps } from '../model/parts';

/** Properties of an application. A subclass passes them on and can add some: `super(scope, id, { ...props, … })`. */
export interface ApplicationProps<Settings = unknown> {
  /** The environment that the application is synthesized for. */
  readonly environment: Environment;
  /** The dated set of defaults. @default '2026-12' */
  readonly defaults?: DefaultsDate | undefined;
  /** Patterns for names and selectors, to keep those of existing objects. A string is the pattern for names. */
  readonly naming?: string | Naming | undefined;
  /** Properties for all flows. Each flow takes those that its kind has, and can override them. */
  readonly shared?: SharedProps | undefined;
  /** A zod schema for the settings that environments set under `apps.<app>.settings`. */
  readonly settings?: z.ZodType<Settings> | undefined;
}
