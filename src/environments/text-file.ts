import { join } from 'node:path';
import { errorIssue, type Issue } from '../diagnostics';
import { readUserText, unreadableIssue } from '../files/read-file';
import { isWithin, realPath } from '../files/real-path';
import { lstatIfThere, statIfThere } from '../files/stat';

/** The text of a file, or the problems that prevent reading it. */
export interface TextFile {
  readonly text: string;
  readonly issues: readonly Issue[];
}

/**
 * Reads a file of the workspace. A missing file is read as empty. A link is followed if it stays inside the
 * workspace.
 *
 * @param root absolute path of the workspace, with links resolved
 * @param file path of the file, relative to `root`
 */
export function readTextFile(root: string, file: string): TextFile {
  const problem = linkProblem(root, file);
  if (problem) return { text: '', issues: [problem] };
  if (!statIfThere(join(root, file))) return { text: '', issues: [] };
  try {
    return { text: readUserText(join(root, file)), issues: [] };
  } catch (error) {
    return { text: '', issues: [unreadableIssue(file, error)] };
  }
}

/** Returns an issue if a file or folder of the workspace is a broken link or a link out of the workspace. */
export function linkProblem(root: string, file: string): Issue | undefined {
  const path = join(root, file);
  const real = realPath(path);
  if (real !== undefined && !isWithin(root, real)) {
    const hint = 'remove the link, or move its target into the workspace';
    const message = `\`${file}\` is outside the workspace because of a link, at \`${real}\``;
    return { ...refusal('path-outside-workspace', message, file), hint };
  }
  if (statIfThere(path) || !lstatIfThere(path)) return undefined;
  return refusal('file-unreadable', `\`${file}\` is a broken link`, file);
}

function refusal(code: Issue['code'], message: string, file: string): Issue {
  return errorIssue(code, message, { location: { file } });
}
