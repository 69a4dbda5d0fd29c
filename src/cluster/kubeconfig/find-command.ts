import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/**
 * Finds the program of a credential plugin's `command`. A command with a folder is a path already; a bare name is
 * looked up in PATH. Relative entries of PATH (`.`, `bin`, an empty one) are skipped, so that no program in the current
 * folder runs.
 *
 * @returns an absolute path; undefined if PATH has no such program
 * @see https://pkg.go.dev/os/exec#hdr-Executables_in_the_current_directory
 */
export function findCommand(command: string, path = ''): string | undefined {
  if (isPath(command)) return command;
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names(command).map((name) => join(folder, name))).find(isProgram);
}

/** Whether a command is a path, and not a bare name to look up in PATH. */
export function isPath(command: string): boolean {
  return command.includes('/') || command.includes(sep);
}

function names(command: string): string[] {
  return process.platform === 'win32' ? [command, `${command}.exe`] : [command];
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
