import { posix } from 'node:path';

/** File names that say nothing about the program in them. */
const general = ['__init__', '__main__', 'app', 'asgi', 'celery', 'celery_app', 'main', 'manage', 'server', 'wsgi'];

/** The module that a Python file is imported as. A folder `src` is not part of the name. */
export function moduleName(file: string): string {
  const parts = file.replace(/\.py$/, '').split('/');
  const inPackage = parts.slice(parts.lastIndexOf('src') + 1);
  return inPackage.filter((part, position) => position === 0 || part !== '__init__').join('.');
}

/** A name for the program in a file: that of the file, or that of its folder if the name of the file says nothing. */
export function programName(file: string): string {
  const stem = posix.basename(file, '.py');
  const folder = posix.basename(posix.dirname(file));
  return general.includes(stem) && folder !== '.' && folder !== '' ? folder : stem;
}
