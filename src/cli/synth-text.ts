import type { SynthResult } from '../actions/synth/synth';
import { count } from '../data/count';
import { type Issue, printable, shortList } from '../diagnostics';
import { showIssues } from './issues';
import type { Terminal } from './terminal';

/** How many files the line of a watched synthesis names. */
const namedFiles = 3;

export function warn(warnings: readonly Issue[], terminal: Terminal): void {
  if (warnings.length > 0) showIssues(warnings, terminal);
}

/** Prints the files that were written and removed, each in a line. */
export function listFiles({ written, removed, outdir }: SynthResult, { out, paint }: Terminal): void {
  for (const path of written.filter(isManifest)) out(`${paint.green('+')} ${printable(`${outdir}/${path}`)}`);
  for (const path of removed.filter(isManifest)) out(`${paint.red('-')} ${printable(`${outdir}/${path}`)}`);
}

/** Such as `2 files written, 1 removed, 40 unchanged`. */
export function summary({ written, removed, unchanged }: SynthResult): string {
  const parts = [`${count(written.filter(isManifest).length, 'file')} written`];
  if (removed.some(isManifest)) parts.push(`${removed.filter(isManifest).length} removed`);
  return [...parts, `${unchanged} unchanged`].join(', ');
}

/** The result in one line, with the names of the first files. */
export function watchedLine(result: SynthResult, ms: number, { paint }: Pick<Terminal, 'paint'>): string {
  const { written, removed, outdir } = result;
  const files = [
    ...written.filter(isManifest).map((path) => `${paint.green('+')} ${printable(path)}`),
    ...removed.filter(isManifest).map((path) => `${paint.red('-')} ${printable(path)}`),
  ];
  const named = shortList(files, namedFiles).join(', ');
  const line = `${printable(`${summary(result)} in ${outdir}/`)}, ${ms.toFixed(0)} ms`;
  return named === '' ? line : `${line}: ${named}`;
}

/** Changes of the index are not shown. */
function isManifest(path: string): boolean {
  return !path.split('/').includes('.towpath');
}
