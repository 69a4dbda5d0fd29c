import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import type { Issue } from '../diagnostics';
import { readUserFile, unreadableIssue } from '../files/read-file';
import { joinFindings } from './join-findings';
import { listFiles, type Skipped } from './list-files';
import { composeName, dockerfileName, plainFirst } from './manifests/file-names';
import type { FileFindings, SourceFlow } from './source-flow';

/** The flows that the files of a folder declare. */
export interface SourceFindings {
  /** Sorted by file and line. */
  readonly flows: readonly SourceFlow[];
  /** Warnings: files that cannot be read completely, and flows whose names are computed. */
  readonly issues: readonly Issue[];
  readonly skipped: Skipped;
}

/** The files that are searched, by their names, and what reads them. Each reader is loaded when its first file is found. */
const readers: readonly {
  readonly names: RegExp;
  readonly load: () => Promise<(file: string, text: string) => FileFindings>;
}[] = [
  { names: /^Procfile(?:\.\w{1,40})?$/, load: async () => (await import('./manifests/procfile')).procfileCommands },
  {
    names: dockerfileName,
    load: async () => (await import('./manifests/dockerfile')).dockerfileCommands,
  },
  {
    names: composeName,
    load: async () => (await import('./manifests/compose')).composeCommands,
  },
  { names: /^pyproject\.toml$/, load: async () => (await import('./manifests/pyproject')).projectScripts },
  { names: /^setup\.cfg$/, load: async () => (await import('./manifests/setup-cfg')).setupScripts },
  { names: /^prefect\.ya?ml$/, load: async () => (await import('./manifests/prefect-yaml')).prefectYaml },
];

/**
 * Finds flows in the files of a folder. Nothing is imported or run.
 *
 * @param folder absolute
 * @param mains whether files that can be started as programs are flows too
 */
export async function findSourceFlows(folder: string, mains = false): Promise<SourceFindings> {
  const readerOf = (name: string) => readers.find(({ names }) => names.test(name));
  const { files, skipped } = listFiles(folder, (name) => name.endsWith('.py') || readerOf(name) !== undefined);
  const findings: FileFindings[] = [];
  for (const file of plainFirst(files)) {
    try {
      const text = decoded(readUserFile(join(folder, file)));
      const reader = readerOf(file.slice(file.lastIndexOf('/') + 1));
      if (reader) findings.push((await reader.load())(file, text));
      else findings.push(await pythonFindings(file, text, mains));
    } catch (error) {
      const issue = unreadableIssue(file, error);
      findings.push({ issues: [{ ...issue, severity: 'warning' }] });
    }
  }
  return { flows: joinFindings(findings), issues: findings.flatMap(({ issues = [] }) => issues), skipped };
}

async function pythonFindings(file: string, text: string, mains: boolean): Promise<FileFindings> {
  const { mayHaveFlows } = await import('./marks');
  return mayHaveFlows(text, mains) ? (await import('./find-in-python')).findInPython(file, text, mains) : {};
}

/** Old files of Python are in other encodings than UTF-8. What matters in them is ASCII. */
function decoded(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
