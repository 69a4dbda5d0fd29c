import { type Issue, warningIssue } from '../../diagnostics';

/** The issue for a flow whose name only a run of the code would tell. */
export function computedName(what: string, file: string, line: number): Issue {
  return warningIssue('flow-name-computed', `${what} is not listed, because its name is computed`, {
    hint: 'write the name as text, or as a constant of the same file',
    location: { file, line },
  });
}
