import { relative, resolve } from 'node:path';
import { isComposeText } from '../../../adoption/compose/document';
import { shellWord } from '../../../data/shell-word';
import { errorIssue, type Issue, warningIssue } from '../../../diagnostics';
import { shortList } from '../../../diagnostics/short-list';
import { readUserText, unreadableIssue } from '../../../files/read-file';
import { statIfThere } from '../../../files/stat';
import { filesBelow } from './files-below';
import type { ReadSource, SourceContext } from './source';
import { readTexts, type SourceText } from './texts';

/**
 * Reads the objects of a file, or of all files below a folder. A file that cannot be read is an issue. Files of a folder
 * that have nothing to do with Kubernetes are left out.
 */
export function readManifests(
  path: string,
  context: Pick<SourceContext, 'values' | 'own' | 'environment'>,
): ReadSource {
  const isFolder = statIfThere(path)?.isDirectory() ?? false;
  const { files, skipped } = isFolder ? filesBelow(path, context.own) : { files: [path], skipped: [] };
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
  const manifests = isFolder ? texts.filter(({ text }) => namesAKind.test(text)) : texts;
  const others = texts.filter((text) => !manifests.includes(text));
  const read = readTexts(manifests, context.values);
  const left = [
    ...leftOut(shownSource(path), skipped.map(shownSource), context.environment),
    ...unrelated(others, context.environment),
  ];
  return { ...read, issues: [...issues, ...read.issues, ...left] };
}

/** A text without such a key is none of Kubernetes, such as a package.json or a workflow of a forge. */
const namesAKind = /\b(?:kind|apiVersion)["']?[ \t]*:/;

/** How many paths a message names. */
const mostShown = 5;

function leftOut(folder: string, skipped: readonly string[], environment: string): Issue[] {
  if (skipped.length === 0) return [];
  const message = `\`${folder}\` was read without ${shown(skipped)}`;
  const example = skipped.find((path) => /(?:^|\/)dist$/.test(path)) ?? skipped[0];
  const hint = `name a folder or a file itself to adopt what is in it, such as \`${shellWord(`${environment}=${example}`)}\``;
  return [warningIssue('adopt-left-out', message, { hint })];
}

function unrelated(texts: readonly SourceText[], environment: string): Issue[] {
  const files = texts.map(({ file }) => file);
  if (files.length === 0) return [];
  const message = `${shown(files)} ${files.length === 1 ? 'was' : 'were'} left out, because no document has \`apiVersion\` or \`kind\``;
  const compose = texts.find(({ text }) => isComposeText(text));
  const call = compose && shellWord(`${environment}=${compose.file}`);
  return [
    warningIssue('adopt-left-out', message, { hint: call && `\`${call}\` adopts the services of a Compose file` }),
  ];
}

function shown(paths: readonly string[]): string {
  return shortList(
    paths.map((path) => `\`${path}\``),
    mostShown,
  ).join(', ');
}

/** The path of a source as messages show it. */
export function shownSource(path: string): string {
  return relative('.', resolve(path)) || '.';
}

/** The files of a kustomize folder or a chart are not the objects that it makes. */
function isInside(file: string, folder: string): Issue {
  const message = `\`${folder}\` contains \`${file}\`, so its files are not the objects that run`;
  const hint = 'name the kustomize folder or the chart of the environment itself, such as `prod=k8s/overlays/prod`';
  return errorIssue('adopt-needs-build', message, { location: { file }, hint });
}
