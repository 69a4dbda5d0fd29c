import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { plainValue, yamlDocuments } from '../data/yaml-documents';
import { errorIssue, type Issue } from '../diagnostics';
import { readTextFile } from '../environments/text-file';
import { lstatIfThere, statIfThere } from '../files/stat';
import { type CustomKinds, customKinds } from '../targets/kubernetes/validation';

export const crdFolder = 'crds';

export interface ReadCrds {
  readonly kinds: CustomKinds;
  /** Issues of the folder and of the files that were read. */
  readonly issues: readonly Issue[];
}

/**
 * The kinds that the YAML files of a folder define. A file is parsed only if its text contains the kind of an object,
 * because definitions are large and most objects have built-in kinds.
 *
 * @param folder relative to the workspace. If it is undefined, `crds` is used, which may be absent
 */
export function readCrdFolder(root: string, folder: string | undefined): ReadCrds {
  const issues: Issue[] = [];
  const texts = filesOf(root, folder, issues).map((file) => {
    const text = readTextFile(root, file);
    issues.push(...text.issues);
    return { file, text: text.text };
  });
  const parsed = new Map<string, CustomKinds>();
  const kindsOf = (file: string, text: string): CustomKinds => {
    const kinds = parsed.get(file) ?? customKinds(definitionsIn(text, file, issues));
    parsed.set(file, kinds);
    return kinds;
  };
  const knowing = (group: string, kind: string): CustomKinds | undefined => {
    for (const { file, text } of texts) {
      if (!text.includes(group) || !text.includes(kind)) continue;
      const kinds = kindsOf(file, text);
      if (kinds.versionsOf(group, kind)) return kinds;
    }
    return undefined;
  };
  const kinds: CustomKinds = {
    versionsOf: (group, kind) => knowing(group, kind)?.versionsOf(group, kind),
    resourceOf: (group, kind) => knowing(group, kind)?.resourceOf(group, kind),
  };
  return { kinds, issues };
}

function filesOf(root: string, folder: string | undefined, issues: Issue[]): string[] {
  const name = folder ?? crdFolder;
  const found = statIfThere(join(root, name));
  if (!found?.isDirectory()) {
    const isThere = lstatIfThere(join(root, name)) !== undefined;
    if (folder === undefined && !isThere) return [];
    const problem = isThere ? 'is not a folder' : 'does not exist';
    const message = `\`${name}\`, the folder for CustomResourceDefinitions, ${problem}`;
    const hint =
      folder === undefined ? 'make it a folder, or remove it' : 'create the folder, or correct `crds` in towpath.yaml';
    issues.push(errorIssue('file-unreadable', message, { hint, path: 'crds' }));
    return [];
  }
  return readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .map((file) => join(name, file).split(sep).join('/'))
    .sort();
}

function definitionsIn(text: string, file: string, issues: Issue[]): unknown[] {
  const invalid = (message: string, line?: number) => {
    issues.push(errorIssue('crd-invalid', message, { location: { file, ...(line !== undefined && { line }) } }));
    return [];
  };
  const read = yamlDocuments(text);
  if ('problem' in read) return invalid(`\`${file}\` is not valid YAML: ${read.problem}`);
  return read.documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) return invalid(error.message, read.placeAt(error.pos[0]).line);
    const found = plainValue(document);
    return 'value' in found ? [found.value] : invalid(`\`${file}\` cannot be read: ${found.problem}`);
  });
}
