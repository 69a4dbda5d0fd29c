import type { z } from 'zod';
import type { OutputFile } from '../assembly/output';
import type { Issue } from '../diagnostics';
import type { ApplicationModel } from '../spec/application-model';
import type { Loss } from './losses';

/** A form that synthesis can take. A folder below `targets/` and a line in the registry add one. */
export interface Target<Options = unknown> {
  /** What `--target` and `targets.<name>` in `towpath.yaml` call it. */
  readonly name: string;
  /** One line for help and docs. It starts with a noun: `a compose.yaml for …`. */
  readonly description: string;
  /** What one set of files, with an index of its own, is written for. */
  readonly unit: 'application in an environment' | 'application' | 'environment' | 'workspace';
  /** Features of the model that the target cannot express. It expresses all others. */
  readonly losses: readonly Loss[];
  /** The schema of `targets.<name>`; loaded only where `towpath.yaml` is read. @default no options */
  readonly options?: (() => z.ZodType<Options>) | undefined;
  /** Loads the code that writes files, so that no other command pays for it. */
  load(): Promise<TargetWriter<Options>>;
}

export interface TargetWriter<Options = unknown> {
  /** Writes the files of one unit. It is pure: the same input gives the same bytes. */
  write(input: TargetInput<Options>): TargetOutput;
}

export interface TargetInput<Options = unknown> {
  /** The applications of the unit, each in one environment, sorted by environment and id. */
  readonly models: readonly ApplicationModel[];
  readonly options: Options;
}

export interface TargetOutput {
  readonly files: readonly OutputFile[];
  /** What the target's own checks found, such as two services on one host port. */
  readonly issues: readonly Issue[];
}
