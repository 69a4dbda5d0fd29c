import { chdir, cwd } from 'node:process';

/**
 * Runs code of an application, and goes back to the current folder if that code left it. What towpath reads later,
 * such as a kubeconfig, is named relative to the folder that the user runs it in.
 */
export function restoringFolder<T>(work: () => T): T {
  const folder = cwd();
  try {
    return work();
  } finally {
    goBack(folder);
  }
}

/** The same for code that is awaited. */
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
