import type { CodeEntry } from './code-entry';

/** Codes of problems in the source that flows are found in, and in the files that show them in an editor. */
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
  'portal-file-exists': {
    summary: 'A file that `towpath portal init` would write exists with another text.',
    advice:
      'The extension acme-portal loads four files of `.acme_portal_sdk/`. Move or delete the existing file and run the command again, or keep your own files. Nothing was written.',
  },
} as const satisfies Record<string, CodeEntry>;
