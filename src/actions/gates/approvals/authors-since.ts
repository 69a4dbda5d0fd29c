import { type CommitFilter, commitsSince, type Span } from './commits-since';
import { signaturesOf } from './signature';

/**
 * The addresses of those who changed some files, and the names that lists of approvers give their keys.
 *
 * @param approvers files of allowed signers
 */
export function authorsSince(root: string, span: Span, filter: CommitFilter, approvers: readonly string[]): string[] {
  const commits = commitsSince(root, span, filter);
  const ids = commits.map(({ id }) => id);
  const signers = [...new Set(approvers)].flatMap((file) => [...signaturesOf(root, ids, file).values()]);
  return [
    ...commits.flatMap(({ emails }) => emails),
    ...signers.flatMap((signature) => ('principal' in signature ? signature.principal.split(',') : [])),
  ];
}
