import { chdir, cwd } from 'node:process';

/** Is told which file starts to run, such as `apps/shop.ts`, and `undefined` when its code has ended. */
export type UserCodeObserver = (running: string | undefined) => void;

let observer: UserCodeObserver = () => {};

/** Sets who is told which code of an application runs. The command line reports code that does not end. */
export function observeUserCode(next: UserCodeObserver): void {
  observer = next;
}

/**
 * Runs code of an application, and restores the current folder and the exit code if that code changed them. Paths that
 * towpath reads later, such as that of a kubeconfig, are relative to the folder that the user runs it in.
 *
 * @param name the file of the code, or the name of the application
 */
export function runUserCode<T>(name: string, work: () => T): T {
  const before = { folder: cwd(), exitCode: process.exitCode };
  observer(name);
  try {
    return work();
  } finally {
    observer(undefined);
    goBack(before);
  }
}

/** Does the same for asynchronous code. */
export async function runUserCodeAsync<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = { folder: cwd(), exitCode: process.exitCode };
  observer(name);
  try {
    return await work();
  } finally {
    observer(undefined);
    goBack(before);
  }
}

interface Before {
  readonly folder: string;
  readonly exitCode: NodeJS.Process['exitCode'];
}

function goBack({ folder, exitCode }: Before): void {
  if (cwd() !== folder) chdir(folder);
  process.exitCode = exitCode;
}
