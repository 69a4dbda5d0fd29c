import type { CodeEntry } from './code-entry';

/** Codes of problems in the source that flows are found in. */
export const sourceCodes = {
  'source-invalid': {
    summary: 'A source file that may declare flows cannot be read completely.',
    advice:
      'Fix the file at the line that the message names. Flows of the part that cannot be read are missing from `towpath flows`. This is a warning.',
  },
  'flow-name-computed': {
    summary: 'A flow in the source has a name that only a run of its code would tell.',
    advice:
      'Towpath never runs Python. Write the name as text, or as a constant of the same file. This is a warning, and the flow is not listed.',
  },
} as const satisfies Record<string, CodeEntry>;
