import { errorIssue, type Issue } from '../diagnostics';

/** @param file relative to the workspace, as in all functions below */
export function editedFile(file: string): Issue {
  const hint = 'make the change in the application or the environment, or overwrite the file with `--force`';
  return issue('file-edited', file, `\`${file}\` was changed after towpath wrote it`, hint);
}

export function foreignFile(file: string): Issue {
  const message = `\`${file}\` exists and was not written by towpath`;
  return issue('file-not-ours', file, message, 'move the file to another place, or overwrite it with `--force`');
}

export function damagedIndex(file: string): Issue {
  const hint = 'restore the file from version control, or write a new one with `--force`';
  return issue('file-edited', file, `\`${file}\` is not an index that this version of towpath can read`, hint);
}

function issue(code: Issue['code'], file: string, message: string, hint: string): Issue {
  return errorIssue(code, message, { hint, location: { file } });
}
