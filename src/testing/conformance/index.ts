import { propsArgument, read as readValue } from '../../applications/arguments';
import { issueError } from '../../diagnostics';
import type { OutputFile } from '../../output/output-unit';
import type { Target } from '../../targets/target';
import { applications } from './applications';
import { fileViolations } from './file-rules';
import { droppedProperties, type Form } from './properties';
import { write } from './write';

export interface ConformanceOptions {
  /** The options of the target in `targets.<name>` of `towpath.yaml`, without `accept`. @default none */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Passes the files of an application to the program that reads them. Returns its error, or undefined. */
  readonly read?: (files: readonly OutputFile[]) => string | undefined;
  /** Properties that the target may leave out without a report, because they change nothing there. @default none */
  readonly changesNothing?: (property: string, form: Form) => boolean;
}

/**
 * Returns the rules for all targets that a target breaks; empty if it follows all of them. It needs no test framework:
 * `expect(await conformanceViolations(target)).toEqual([])`. It takes about ten seconds.
 *
 * - The same application gives the same files: twice, at another time, and in any order of its declarations.
 * - Every file is in the folder of its unit, is written once, and contains no path of a folder of this machine.
 * - References and other tokens are resolved to text.
 * - Every property of the model changes the files, or is reported as not expressed.
 * - An application without flows, with one flow, and with hostile names and texts is written, and can be read.
 */
export async function conformanceViolations(target: Target, settings: ConformanceOptions = {}): Promise<string[]> {
  const { name, load } = readValue(() => ({ name: Object(target).name, load: Object(target).load }), 'target');
  const isTarget = typeof name === 'string' && typeof load === 'function';
  if (!isTarget) throw issueError('invalid-value', 'the target of conformanceViolations must have `name` and `load`');
  const { options = {}, read, changesNothing = () => false } = propsArgument(settings, 'conformanceViolations');
  const chosen = { target, writer: await target.load(), options, accept: [] };
  return [
    ...applications.flatMap((application) => fileViolations(chosen, application, read)),
    ...droppedProperties((assemblies) => write(chosen, assemblies), target, changesNothing),
  ];
}
