import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { userFolder } from './call-site';

/** The files of a folder as keys of a ConfigMap. */
export interface Files {
  readonly text: Readonly<Record<string, string>>;
  /** Files that are no UTF-8, in base64. */
  readonly binary: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** What etcd takes, and so what a ConfigMap may hold. @see https://kubernetes.io/docs/concepts/configuration/configmap/#motivation */
const limit = 1024 * 1024;

/**
 * Reads a folder.
 *
 * @param folder relative to the file `from`
 * @param from absolute, or relative to the folder that the user runs the command in; undefined for that folder itself
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
      if (!/^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/.test(name))
        problems.push(`\`${folder}/${name}\` has a name that is no key`);
      if (dirname(realpathSync(join(path, name))) !== real) {
        // Else a link in a folder of plain files could bring any file of the machine into the cluster.
        problems.push(`\`${folder}/${name}\` is a link that leads out of the folder`);
        continue;
      }
      const found = statSync(join(path, name));
      if (!found.isFile()) {
        const isFolder = `\`${folder}\` holds another folder, and a ConfigMap is flat`;
        problems.push(found.isDirectory() ? isFolder : `${folder}/${name} cannot be read: it is not a file`);
        continue;
      }
      const bytes = readFileSync(join(path, name));
      size += bytes.length;
      if (isUtf8(bytes)) text[name] = bytes.toString('utf8');
      else binary[name] = bytes.toString('base64');
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code) problems.push(`the folder \`${folder}\` cannot be read: ${code}`);
    else throw error;
  }
  if (size > limit) problems.push(`the files of \`${folder}\` have ${size} bytes; a ConfigMap holds ${limit}`);
  return { text, binary, problems };
}
