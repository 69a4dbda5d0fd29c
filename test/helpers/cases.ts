import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { lacking } from '../../tools/lacking';
import { filesBelow } from '../project/repository';

/** Applications and data of others; absent where only the repository is. */
const cases = join(__dirname, '../../../shared/cases');

/** Where a case lies; undefined, with a printed reason, where it is absent. In CI somebody has to have declared that. */
export function caseFolder(name: string): string | undefined {
  const folder = join(cases, name);
  if (existsSync(folder)) return folder;
  lacking('cases', `there is nothing at ${folder}`);
  return undefined;
}

/** The objects of a file, or of every file below a folder. */
export function manifestsAt(path: string): object[] {
  const files = statSync(path).isFile() ? [path] : filesBelow(path).map((file) => join(path, file));
  return files.filter((file) => /\.ya?ml$/.test(file)).flatMap(objectsIn);
}

function objectsIn(file: string): object[] {
  // As kubectl reads it.
  const documents = [...parseAllDocuments(readFileSync(file, 'utf8'), { version: '1.1' })];
  return documents.map((document) => document.toJS()).filter((object) => object !== null);
}
