import type { z } from 'zod';
import type { ApplicationAssembly } from '../assembly/application-assembly';
import type { Issue } from '../diagnostics';
import type { OutputFile } from '../output/output-unit';
import type { Layout } from '../workspace/workspace-file';
import type { Loss } from './losses';

/**
 * The files that one index of a target lists. They lie in a folder with the name of the unit's environment, or of its
 * application if the unit spans environments, or in the folder `workspace`.
 */
export type Unit = 'application in an environment' | 'application' | 'environment' | 'workspace';

/**
 * A kind of output that synthesis writes, such as plain YAML. To add one, add a folder below `targets/` and a line in
 * the registry. The code of a target is loaded only when the target is chosen.
 */
export interface Target {
  /** The name in `--target` and in `targets` of `towpath.yaml`. No environment may have the same name. */
  readonly name: string;
  /** One line for help and docs. It starts with a noun: `a compose.yaml for …`. */
  readonly description: string;
  readonly unit: Unit;
  /**
   * The input of the target. Errors in Kubernetes objects stop a target that reads objects. They do not stop a target
   * that reads only the model; such a target cannot express overrides, patches and constructs beside the flows.
   */
  readonly reads: 'model' | 'objects';
  /** Loads the code that writes files, so that commands that do not need it start faster. */
  load(): Promise<TargetWriter>;
}

/** The part of a target that is loaded when it is chosen. */
export interface TargetWriter {
  /** Features of the model that the target cannot express. It expresses all others. @default none */
  readonly losses?: readonly Loss[];
  /** The options that `targets.<name>` in `towpath.yaml` takes beside `accept`. @default none */
  readonly options?: z.ZodObject;
  /** Returns the files of one unit. The same input gives the same bytes. */
  write(input: TargetInput): TargetOutput;
  /** Returns files that several applications of an environment share, such as a namespace. @default none */
  writeShared?(input: TargetInput): readonly OutputFile[];
}

export interface TargetInput {
  /** The applications of the unit, each in one environment, sorted by environment and id. */
  readonly applications: readonly ApplicationAssembly[];
  /** The options of the target, as its schema made them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** A file for each object or for each application, where the target writes objects. */
  readonly layout: Layout;
  /** The text of a file in the target's folder; undefined if there is none. */
  readonly written: (path: string) => string | undefined;
}

export interface TargetOutput {
  /** Their paths are relative to the target's folder, and lie in the folder of the unit. */
  readonly files: readonly OutputFile[];
  /** The issues of the target's own checks, such as two services on one host port. @default none */
  readonly issues?: readonly Issue[];
}
