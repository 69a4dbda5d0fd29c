import { chdir, cwd } from 'node:process';
import { errorIssue, type Issue, shortList, TowpathError } from '../diagnostics';
import { keepVariables } from '../files/variables';
import { type Builtins, builtinsNow, mayHaveChanged, restoreBuiltins } from './builtins';

/** Is told which file starts to run, such as `apps/shop.ts`, and `undefined` when its code has ended. */
export type UserCodeObserver = (running: string | undefined) => void;

/** How many changes of built-ins a message names. */
const mostChanges = 5;

let observer: UserCodeObserver | undefined;
let endProcess: ((message: string) => void) | undefined;

/** The built-ins before code of an application ran last. */
let builtins: Builtins | undefined;

/**
 * Sets who is told which code of an application runs. The command line reports code that does not end. Its process is its
 * own, so that between two runs of such code, only such code can change variables and built-ins.
 *
 * @param end reports an error and ends the process, for code that replaced built-ins for good
 */
export function observeUserCode(next: UserCodeObserver, end: (message: string) => void): void {
  observer = next;
  endProcess = end;
}

/**
 * Runs code of an application, and restores the current folder and the exit code if that code changed them. Paths that
 * towpath reads later, such as that of a kubeconfig, are relative to the folder that the user runs it in.
 *
 * @param name the file of the code, or the name of the application
 * @throws TowpathError `application-changes-builtins`
 */
export function runUserCode<T>(name: string, work: () => T): T {
  const before = begin(name);
  try {
    return work();
  } finally {
    end(name, before);
  }
}

/** Does the same for asynchronous code. */
export async function runUserCodeAsync<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = begin(name);
  try {
    return await work();
  } finally {
    end(name, before);
  }
}

/** The change that code of an application made while none was run, as in a timer. Only the command line can tell. */
export function lateChange(): Issue | undefined {
  return observer && changeOf(undefined);
}

interface Before {
  readonly folder: string;
  readonly exitCode: NodeJS.Process['exitCode'];
}

function begin(name: string): Before {
  observer?.(name);
  if (observer) keepVariables();
  if (!builtins || (!observer && mayHaveChanged(builtins))) builtins = builtinsNow();
  return { folder: cwd(), exitCode: process.exitCode };
}

function end(name: string, { folder, exitCode }: Before): void {
  const change = changeOf(name);
  observer?.(undefined);
  if (cwd() !== folder) chdir(folder);
  process.exitCode = exitCode;
  // What the code threw itself may come from this.
  if (change) throw new TowpathError([change]);
}

function changeOf(file: string | undefined): Issue | undefined {
  if (!builtins || !mayHaveChanged(builtins)) return undefined;
  const { changes, isWhole } = restoreBuiltins(builtins);
  if (changes.length === 0) return undefined;
  const start = `the code of ${file ?? 'an application'} changes what towpath itself uses`;
  if (!isWhole) endProcess?.(`${start}: ${changes[0]}, for good`);
  // What cannot be undone, such as a frozen object, is reported once.
  builtins = undefined;
  const message = `${start}: ${shortList(changes, mostChanges).join(', ')}`;
  const hint = 'keep the built-ins as they are: use a function of your own, or add one that is not enumerable';
  return errorIssue('application-changes-builtins', message, { hint, location: file ? { file } : undefined });
}
