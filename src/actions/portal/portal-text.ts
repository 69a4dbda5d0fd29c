import { printableLines } from '../../diagnostics';

/** The longest text of a flow. The extension reads at most 1 MiB of everything. */
const longestText = 2000;

/**
 * Makes a text safe for the extension, which sends it back through a shell and escapes only `\` and `"`: a dollar sign
 * or a backquote would be run.
 */
export function portalText(text: string): string {
  return printableLines(text.slice(0, longestText)).replaceAll('$', '\uff04').replaceAll('`', "'");
}

/** Whether a path has none of the characters that the extension cannot send back. A path cannot be changed. */
export function isPortalPath(path: string): boolean {
  return portalText(path) === path;
}
