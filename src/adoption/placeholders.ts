import { isMap } from '../data/merge';
import { errorIssue, type Issue, warningIssue } from '../diagnostics';
import { parseImage } from '../model/image-reference';
import { type SourceObject, shownObject } from './source-object';

/** Values of placeholders by their names. */
export type Values = Readonly<Record<string, string>>;

/** A text with values in the place of its placeholders. */
export interface Filled {
  readonly text: string;
  /** The repositories of images that had a placeholder. Such an image is set by the team, so it is the team's own. */
  readonly own: readonly string[];
  /** The names of the values that were used. */
  readonly used: readonly string[];
}

const placeholder = /\$\{([A-Za-z_][A-Za-z0-9_]{0,127})\}/g;

/**
 * Replaces each `${NAME}` whose name has a value. Others stay, because scripts and variables of Kubernetes are written
 * alike.
 */
export function fillPlaceholders(text: string, values: Values): Filled {
  if (!text.includes('${')) return { text, own: [], used: [] };
  const used = new Set<string>();
  const own = new Set<string>();
  const fill = (part: string) =>
    part.replace(placeholder, (whole: string, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      used.add(name);
      return value;
    });
  for (const line of text.split('\n')) {
    for (const image of line.includes('${') ? imagesIn(line) : []) {
      const repository = image.includes('${') && parseImage(fill(image))?.repository;
      if (repository) own.add(repository);
    }
  }
  return { text: fill(text), own: [...own], used: [...used] };
}

/** The values of `image` in a line, without quotes: also in a flow map and in JSON. */
function imagesIn(line: string): string[] {
  return [...line.matchAll(/(?<![\w.-])image["']?:\s*["']?((?:[^\s"',{}$]|\$\{\w+\})+)/g)].map(
    ([, image = '']) => image,
  );
}

/** Objects without those whose image has a placeholder, and a problem for each object with a placeholder. */
export function withoutPlaceholders(objects: readonly SourceObject[]): {
  readonly objects: readonly SourceObject[];
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const kept = objects.filter(({ object, location }) => {
    const found = placeholdersIn(object, []);
    if (found.length === 0) return true;
    const names = [...new Set(found.map(({ name }) => name))];
    const inImage = found.some(({ path }) => path.at(-1) === 'image');
    const shown = names.map((name) => `\`\${${name}}\``).join(', ');
    const hint = `give the value with \`--set ${names[0]}=…\`, or with \`--set-from FILE\``;
    const message = `\`${shownObject(object)}\` contains ${shown}, which has no value`;
    issues.push(
      inImage
        ? errorIssue('adopt-placeholder', message, { location, hint })
        : warningIssue('adopt-placeholder', message, { location, hint: `${hint}; it was adopted as text` }),
    );
    return !inImage;
  });
  return { objects: kept, issues };
}

/** Keys whose texts are often scripts, in which `${NAME}` is a variable of the shell. */
const scripts = new Set(['command', 'args', 'data', 'stringData', 'binaryData', 'annotations']);

function placeholdersIn(value: unknown, path: readonly string[]): { name: string; path: readonly string[] }[] {
  if (typeof value === 'string')
    return [...value.matchAll(placeholder)].map(([, name]) => ({ name: name as string, path }));
  if (Array.isArray(value)) return value.flatMap((item) => placeholdersIn(item, path));
  const entries = isMap(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, item]) => (scripts.has(key) ? [] : placeholdersIn(item, [...path, key])));
}
