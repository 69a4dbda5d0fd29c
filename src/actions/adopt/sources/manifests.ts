import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Values } from '../../../adoption/placeholders';
import { errorIssue, type Issue } from '../../../diagnostics';
import { readUserText, unreadableIssue } from '../../../files/read-file';
import { statIfThere } from '../../../files/stat';
import type { ReadSource } from './source';
import { readTexts, type SourceText } from './texts';

/** Reads the objects of a file, or of all files below a folder. A file that cannot be read is an issue. */
export function readManifests(path: string, values: Values): ReadSource {
  const files = statIfThere(path)?.isDirectory() ? filesBelow(path) : [path];
  const built = files.find((file) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(file));
  if (built) return { objects: [], issues: [isInside(shownSource(built), shownSource(path))], own: [], used: [] };
  const issues: Issue[] = [];
  const texts = files.flatMap((file): SourceText[] => {
    try {
      return [{ file: shownSource(file), text: readUserText(file) }];
    } catch (error) {
      issues.push(unreadableIssue(shownSource(file), error));
      return [];
    }
  });
  const read = readTexts(texts, values);
  return { ...read, issues: [...issues, ...read.issues] };
}

/** The path of a source as messages show it. */
export function shownSource(path: string): string {
  return relative('.', resolve(path)) || '.';
}

/** The files with YAML or JSON below a folder, without hidden ones. Links to folders are not followed. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(ya?ml|json)$/.test(entry.name) || entry.name === 'Kustomization' ? [path] : [];
  });
}

/** The files of a kustomize folder or a chart are not the objects that it makes. */
function isInside(file: string, folder: string): Issue {
  const message = `\`${folder}\` contains \`${file}\`, so its files are not the objects that run`;
  const hint = 'name the kustomize folder or the chart of the environment itself, such as `prod=k8s/overlays/prod`';
  return errorIssue('adopt-needs-build', message, { location: { file }, hint });
}
