import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/**
 * The program that a credential plugin's `command` means. A command with a folder is a path already; a bare name is
 * looked up in PATH. Entries of PATH that depend on the current folder (`.`, `bin`, an empty one) are passed over, so
 * that no file of a folder that somebody happens to work in is run.
 *
 * @returns an absolute path; undefined where PATH leads to no such program
 * @see https://pkg.go.dev/os/exec#hdr-Executables_in_the_current_directory
 */
export function findCommand(command: string, path = ''): string | undefined {
  if (isPath(command)) return command;
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names(command).map((name) => join(folder, name))).find(isProgram);
}

/** Whether a command names a file, and not just a program of PATH. */
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
