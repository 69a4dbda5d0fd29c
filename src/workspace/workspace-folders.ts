import { join } from 'node:path';
import { environmentsFolder } from '../environments/folder';
import { statIfThere } from '../files/stat';
import { applicationsFolder } from './application-files';

/** Whether a folder contains `apps/` or `environments/`. */
export function hasWorkspaceFolders(root: string): boolean {
  return [applicationsFolder, environmentsFolder].some((name) => statIfThere(join(root, name))?.isDirectory());
}
