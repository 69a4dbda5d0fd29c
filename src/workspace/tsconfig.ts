import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isMap } from '../data/merge';
import { parseJson } from '../data/parse-json';
import { TowpathError } from '../diagnostics';
import { foldersAbove } from '../files/folders-above';
import { readUserText, unreadableIssue } from '../files/read-file';
import { shownPath } from '../files/real-path';
import { statIfThere } from '../files/stat';

/** What the compiler options of a project mean for running its files. */
export interface TsConfig {
  /** Absolute path of the nearest `tsconfig.json`. */
  readonly file: string;
  /** Whether modules can be imported by an alias of `paths`, or from `baseUrl`. */
  readonly hasAliases: boolean;
  /** Whether fields of classes are assigned, as before ES2022, instead of defined. */
  readonly assignsFields: boolean;
}

/** Targets for which the compiler defines fields of classes. @see https://www.typescriptlang.org/tsconfig/#useDefineForClassFields */
const definingTarget = /^es(?:next|20(?:2[2-9]|[3-9]\d))$/i;

/**
 * Reads the nearest `tsconfig.json` at or above a folder; undefined if there is none.
 *
 * @param root the folder that paths in messages are relative to
 * @throws TowpathError `file-unreadable` if the file, or one that it extends, is no text
 */
export function tsConfigAt(folder: string, root = folder): TsConfig | undefined {
  const file = nearest(folder);
  if (file === undefined) return undefined;
  const { paths, baseUrl, target, useDefineForClassFields } = optionsOf(file, root);
  const definesByTarget = typeof target !== 'string' || definingTarget.test(target);
  return {
    file,
    hasAliases: paths !== undefined || baseUrl !== undefined,
    assignsFields: !(useDefineForClassFields ?? definesByTarget),
  };
}

function nearest(folder: string): string | undefined {
  const files = [folder, ...foldersAbove(folder)].map((above) => join(above, 'tsconfig.json'));
  return files.find((file) => statIfThere(file)?.isFile());
}

/** The compiler options of a file, with those that it extends. */
function optionsOf(file: string, root: string, seen: readonly string[] = []): Record<string, unknown> {
  if (seen.includes(file)) return {};
  const config = contentOf(file, root);
  const bases = [config.extends ?? []].flat().filter((base) => typeof base === 'string');
  const inherited = bases.map((base) => optionsOf(baseFile(base, file) ?? file, root, [...seen, file]));
  return Object.assign({}, ...inherited, isMap(config.compilerOptions) ? config.compilerOptions : {});
}

/** A file that is not JSON has no options: the compiler reports it. */
function contentOf(file: string, root: string): Record<string, unknown> {
  try {
    const content: unknown = parseJson(withoutComments(textOf(file, root)));
    return isMap(content) ? content : {};
  } catch (error) {
    if (TowpathError.is(error)) throw error;
    return {};
  }
}

/** A pipe is refused here, because the loader of TypeScript would wait for it without end. */
function textOf(file: string, root: string): string {
  try {
    return readUserText(file);
  } catch (error) {
    throw new TowpathError([unreadableIssue(shownPath(root, file), error)]);
  }
}

function baseFile(base: string, from: string): string | undefined {
  const isPath = base.startsWith('.') || isAbsolute(base);
  const candidates = isPath ? [base, `${base}.json`].map((path) => resolve(dirname(from), path)) : [];
  const found = candidates.find((path) => statIfThere(path)?.isFile());
  if (found !== undefined || isPath) return found;
  const names = [base, `${base}.json`, `${base}/tsconfig.json`];
  for (const name of names) {
    try {
      return createRequire(from).resolve(name);
    } catch {}
  }
  return undefined;
}

/** The JSON in a text that may have comments and commas at the end of a list, as the compiler allows. */
function withoutComments(text: string): string {
  const bare = text.replace(/("(?:[^"\\]|\\.)*"?)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (_, quoted) => quoted ?? '');
  return bare.replace(/("(?:[^"\\]|\\.)*"?)|,(?=\s*[}\]])/g, (_, quoted) => quoted ?? '');
}
