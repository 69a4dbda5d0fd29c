import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type ReadObjects, readObjects } from '../../adoption/read-objects';
import { placeOf, type SourceObject, shownObject } from '../../adoption/source-object';
import { errorIssue, type Issue } from '../../diagnostics';
import { readUserText, unreadableIssue } from '../../files/read-file';
import { statIfThere } from '../../files/stat';

/** Reads the objects of a file, or of all files below a folder. A file that cannot be read is an issue. */
export function readSource(path: string, environment: string): ReadObjects {
  const found = statIfThere(path)?.isDirectory() ? filesBelow(path) : [path];
  const build = found.find((file) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(file));
  if (build) return { objects: [], issues: [needsBuild(shown(build))] };
  const read = found.map(readFile);
  const { objects, issues } = withoutTwins(read.flatMap((file) => file.objects));
  const all = [...read.flatMap((file) => file.issues), ...issues];
  return { objects, issues: objects.length > 0 || all.length > 0 ? all : [nothing(path, environment)] };
}

function readFile(path: string): ReadObjects {
  try {
    return readObjects(readUserText(path), shown(path));
  } catch (error) {
    return { objects: [], issues: [unreadableIssue(shown(path), error)] };
  }
}

/** The files with YAML or JSON below a folder, without hidden ones. Links to folders are not followed. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function withoutTwins(objects: readonly SourceObject[]): ReadObjects {
  const known = new Set<string>();
  const issues: Issue[] = [];
  const single = objects.filter(({ object, location }) => {
    const place = placeOf(object);
    if (!known.has(place)) return known.add(place);
    const message = `\`${shownObject(object)}\` stands here for the second time`;
    issues.push(
      errorIssue('adopt-object-twice', message, { location, hint: 'the first one was adopted; delete one of the two' }),
    );
    return false;
  });
  return { objects: single, issues };
}

function needsBuild(file: string): Issue {
  const hint =
    'build it first, and adopt the result: `kubectl kustomize FOLDER > prod.yaml` or `helm template NAME CHART > prod.yaml`';
  return errorIssue('adopt-needs-build', `\`${file}\` has to be built by another program`, {
    location: { file },
    hint,
  });
}

function nothing(path: string, environment: string): Issue {
  const hint = 'name a file of YAML, or a folder that contains such files';
  return errorIssue('adopt-nothing', `the source of \`${environment}\`, \`${shown(path)}\`, has no objects`, { hint });
}

function shown(path: string): string {
  return relative('.', resolve(path)) || '.';
}
