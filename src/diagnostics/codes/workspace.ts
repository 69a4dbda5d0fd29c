import type { CodeEntry } from './code-entry';

/** Codes of problems with the workspace and its applications. */
export const workspaceCodes = {
  'invalid-call': {
    summary: 'A call of towpath names a command, an option or a value that does not exist, or lacks one.',
    advice:
      'Correct the call. `towpath help`, with the name of a command after it, shows the arguments, the options and examples of the command.',
  },
  'workspace-empty': {
    summary: 'The folder has no applications or no environments.',
    advice: 'Run towpath in the folder that holds `apps/` and `environments/`, each with at least one file.',
  },
  'path-outside-workspace': {
    summary: 'A path leads out of the workspace or out of the folder that it must stay in.',
    advice:
      'Use a path inside the workspace, or remove the link. Towpath follows a link only if it stays in the workspace, and follows no links below the output folder and `environments/.schema/`.',
  },
  'file-unreadable': {
    summary: 'A file of the workspace cannot be read.',
    advice:
      'The path is a folder, a pipe, a device or a broken link, its text is not UTF-8, it is larger than 64 MiB, or this user must not read it. Replace it with a text file, or remove it.',
  },
  'file-ignored': {
    summary: 'A file in `environments/` or `apps/` has an extension that towpath does not read.',
    advice:
      'Rename the file. Environments end with `.yaml` or `.yml`, and applications with `.ts`, `.mts`, `.cts`, `.js`, `.mjs` or `.cjs`. Names in `apps/` that start with `_` are no applications.',
  },
  'system-refused': {
    summary: 'The operating system refused to read or write something.',
    advice:
      'The message names the path, where there is one. Check the permissions of the path, the space on the disk and the limits of the account.',
    isOfSystem: true,
  },
  'package-json-invalid': {
    summary: 'The package.json of a folder is not valid JSON, so `towpath init` cannot add to it.',
    advice: 'Fix the file and run `towpath init` again. Nothing was written.',
  },
  'tsconfig-invalid': {
    summary: 'The aliases in a `tsconfig.json` cannot be read.',
    advice:
      'Towpath resolves imports in `apps/` with `paths` and `baseUrl` of the nearest `tsconfig.json` and of the files that it extends. `npx tsc --showConfig` says what is wrong in them.',
  },
  'folder-not-watched': {
    summary: 'A folder of the workspace cannot be watched for changes.',
    advice:
      'On Linux, raise `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances` with `sysctl`. `node_modules` and hidden folders are not watched, so move large folders of generated files there.',
    isOfSystem: true,
  },
  'declared-late': {
    summary: 'A flow, a ConfigMap or a volume is declared after the constructor of the application has returned.',
    advice:
      'Code in a timer or after an `await` runs when the application is already rendered. Declare everything in the constructor, and read what takes time before, with a top-level `await` in the file.',
  },
  'declared-outside': {
    summary: 'A chart or an application is declared beside the application, and not inside of it.',
    advice:
      'Only what is inside of the application is written. Pass `this` as the first argument, and not the `scope` that the constructor gets. A further application has a file of its own in `apps/`.',
  },
  'application-not-loaded': {
    summary: 'An application file threw an error while it was loaded or while its constructs were created.',
    advice: 'The message is the error that the file threw. Fix the file. Nothing was written.',
  },
  'cdk8s-twice': {
    summary: 'An application uses another installed copy of cdk8s than towpath.',
    advice:
      'Values that cdk8s computes late are lost between two copies. Install one: give the packages of a monorepo the same version, and do not link towpath from another folder.',
  },
  'application-unfinished': {
    summary: 'The code of an application ended the process, or waits for something that never happens.',
    advice: 'Nothing was written. Remove calls such as `process.exit`, and promises that never settle.',
  },
  'application-left-open': {
    summary: 'The code of an application left a timer, a server or a connection open.',
    advice: 'The command is done. Close what the file opens, or call `unref()` of a timer.',
  },
  'application-changes-builtins': {
    summary:
      "The code of an application replaces or freezes built-in functions of JavaScript or Node, or closes the command's outputs.",
    advice:
      'Towpath runs in the same process and uses these functions too, so its result could be wrong. Use a function of your own, or add a method that is not enumerable. Polyfills such as core-js are allowed. Nothing was written.',
  },
  'application-writes-input': {
    summary: 'The code of an application writes a file of the workspace at each synthesis of a watch.',
    advice:
      'Such a write starts no further synthesis, because the watch would never rest. A change of the file at any other time does. Write the file outside of the workspace or into a hidden folder.',
  },
  'build-not-repeatable': {
    summary: 'A watch built an application twice from the same code and environment, and the results differ.',
    advice:
      'The newer result was written. The same input must give the same files, or CI finds changes that nobody made. Keep no state from one build to the next, and read no clock, no network and no files outside of the workspace. The watch builds everything after each change from now on.',
  },
  'schema-stale': {
    summary: 'The schemas for editors in `environments/.schema/` are out of date.',
    advice:
      'Run `towpath schema`. The schemas were written by another version of towpath, or before a flow, an image or an environment was added.',
  },
  'application-no-class': {
    summary: 'An application file does not export an application.',
    advice: 'Give each file in `apps/` a default export: `export default class Pssp extends Application { … }`.',
  },
  'pulumi-missing': {
    summary: 'A Pulumi package is missing or too old.',
    advice:
      '`towpath/pulumi` uses the packages of your own project. Install `@pulumi/pulumi` and `@pulumi/kubernetes` there.',
  },
  'construct-invalid': {
    summary: 'A construct reported that it is invalid.',
    advice: 'The message comes from the validation of the construct itself (`node.addValidation`).',
  },
} as const satisfies Record<string, CodeEntry>;
