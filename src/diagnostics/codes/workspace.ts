import type { CodeEntry } from './code-entry';

/** The workspace and its applications. */
export const workspaceCodes = {
  'workspace-empty': {
    summary: 'The folder has no applications or no environments.',
    advice: 'Run towpath where `apps/` and `environments/` lie, each with at least one file.',
  },
  'path-outside-workspace': {
    summary: 'A path leads out of the workspace, or out of the folder that it belongs to.',
    advice:
      'Towpath follows a link only if it stays in the workspace, and none at all below the output folder and `environments/.schema/`. Name a folder inside the workspace, or remove the link.',
  },
  'file-unreadable': {
    summary: 'A file of the workspace cannot be read.',
    advice: 'It is a folder, a pipe, a device, or a link that leads nowhere. Put a file in its place, or remove it.',
  },
  'application-not-loaded': {
    summary: 'An application file threw while it was loaded, or while its application was built.',
    advice: 'The message is what the file threw. Fix the file; nothing was written.',
  },
  'application-no-class': {
    summary: 'An application file has no application to offer.',
    advice: 'Each file in `apps/` has one default export: `export default class Pssp extends Application { … }`.',
  },
  'pulumi-missing': {
    summary: 'A package of Pulumi is missing or too old.',
    advice:
      '`towpath/pulumi` works with the packages of your own project: install `@pulumi/pulumi` and `@pulumi/kubernetes` there.',
  },
  'construct-invalid': {
    summary: 'A construct in the tree says that it is not valid.',
    advice: 'The message comes from the construct itself (its `node.addValidation`).',
  },
} as const satisfies Record<string, CodeEntry>;
