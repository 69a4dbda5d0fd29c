import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { followLink } from '../../files/follow-links';
import { isWithin, realPath } from '../../files/real-path';
import { assertUsable } from '../../output/output-folder';
import type { OutputUnit } from '../../output/output-unit';

/**
 * The copy that `cdk8s synth` gets. It deletes its output folder, runs the application, and lists the manifests that it
 * finds there, so `dist/` cannot be that folder.
 *
 * @param stream returns all documents as one text, for `cdk8s synth --stdout`
 * @returns the texts of the copy, by path relative to the folder
 */
export function mirrorTexts(units: readonly OutputUnit[], folder: string, stream: () => string): Map<string, string> {
  if (isPrinted(folder)) return new Map([['all.yaml', stream()]]);
  return new Map(units.flatMap(({ files }) => files.map(({ path, text }): [string, string] => [path, text])));
}

/**
 * Absolute path of the folder of `cdk8s synth`, with links resolved. It is in the workspace, or is a temporary folder.
 *
 * @param named relative to the current folder, as the variable CDK8S_OUTDIR is
 * @throws TowpathError `path-outside-workspace` if a link leads out of the workspace, `output-folder-taken` if the
 *   folder shares files with a part of the workspace that towpath does not write, `file-not-ours` if the folder, or one
 *   above it, is a file
 */
export function mirrorFolder(root: string, named: string): string {
  const path = resolve(named);
  const folder = isWithin(root, path) ? join(root, followLink(root, path)) : (realPath(path) ?? path);
  assertUsable(root, folder);
  return folder;
}

/**
 * Whether this is the folder of `cdk8s synth --stdout`, which prints the files in any order, with nothing between them.
 * @see https://github.com/cdk8s-team/cdk8s-cli/issues/943
 */
function isPrinted(folder: string): boolean {
  return dirname(folder) === realpathSync(tmpdir()) && basename(folder).startsWith('cdk8s-');
}
