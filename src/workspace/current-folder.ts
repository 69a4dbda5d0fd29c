import { chdir, cwd } from 'node:process';

/**
 * Runs code of an application, and restores the current folder if that code changed it. Paths that towpath reads later,
 * such as that of a kubeconfig, are relative to the folder that the user runs it in.
 */
export function restoringFolder<T>(work: () => T): T {
  const folder = cwd();
  try {
    return work();
  } finally {
    goBack(folder);
  }
}

/** Does the same for asynchronous code. */
export async function restoringFolderAsync<T>(work: () => Promise<T>): Promise<T> {
  const folder = cwd();
  try {
    return await work();
  } finally {
    goBack(folder);
  }
}

function goBack(folder: string): void {
  if (cwd() !== folder) chdir(folder);
}
