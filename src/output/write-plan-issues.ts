import { errorIssue, type Issue } from '../diagnostics';

/** @param file relative to the workspace, as in all functions below */
export function editedFile(file: string): Issue {
  const hint = 'say the change in the application or the environment, or run again with --force to drop it';
  return issue('file-edited', file, 'the file was changed since it was written', hint);
}

export function foreignFile(file: string): Issue {
  const message = 'this file stands where one is to be written, and towpath did not write it';
  return issue('file-not-ours', file, message, 'move it away, or run again with --force to overwrite it');
}

export function damagedIndex(file: string): Issue {
  const hint = 'take it back from version control, or run again with --force to write it anew';
  return issue('file-edited', file, 'this is no longer an index that this version of towpath reads', hint);
}

function issue(code: Issue['code'], file: string, message: string, hint: string): Issue {
  return errorIssue(code, message, { hint, location: { file } });
}
