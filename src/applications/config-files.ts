import { isUtf8 } from 'node:buffer';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setOwn } from '../data/merge';
import { readFault, readUserFile } from '../files/read-file';
import { isContentKey, largestContent } from '../kubernetes/content';
import { userFolder } from './call-site';

/** The files of a folder, by the key that each gets in a ConfigMap. */
export interface Files {
  readonly text: Readonly<Record<string, string>>;
  /** Files that are not valid UTF-8, encoded as base64. */
  readonly binary: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * Reads the files of a folder. Files that cannot be used are reported in `problems`.
 *
 * @param folder path of the folder, relative to the folder of the file `from`
 * @param from absolute path of a file. Without it, `folder` is relative to the user's folder.
 */
export function filesOf(folder: string, from: string | undefined): Files {
  const path = resolve(userFolder, from === undefined ? '.' : dirname(from), folder);
  const text: Record<string, string> = {};
  const binary: Record<string, string> = {};
  const problems: string[] = [];
  let size = 0;
  try {
    const real = realpathSync(path);
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entries.length === 0) problems.push(`the folder \`${folder}\` is empty`);
    for (const { name } of entries) {
      if (!isContentKey(name)) problems.push(`\`${folder}/${name}\` has a name that cannot be a key`);
      if (dirname(realpathSync(join(path, name))) !== real) {
        // Without this check a link could copy any file of the machine into the cluster.
        problems.push(`\`${folder}/${name}\` is a link that leads out of the folder`);
        continue;
      }
      const found = statSync(join(path, name));
      if (!found.isFile()) {
        const hasFolder = `\`${folder}\` contains another folder, which a ConfigMap cannot hold`;
        problems.push(found.isDirectory() ? hasFolder : `\`${folder}/${name}\` cannot be read: it is not a file`);
        continue;
      }
      size += found.size;
      // A larger file is reported below, and need not be read.
      if (size > largestContent) continue;
      const bytes = readUserFile(join(path, name));
      if (isUtf8(bytes)) setOwn(text, name, bytes.toString('utf8'));
      else setOwn(binary, name, bytes.toString('base64'));
    }
  } catch (error) {
    problems.push(`the folder \`${folder}\` cannot be read: ${readFault(error)}`);
  }
  if (size > largestContent)
    problems.push(`the files of \`${folder}\` have ${size} bytes; a ConfigMap holds at most ${largestContent}`);
  return { text, binary, problems };
}
