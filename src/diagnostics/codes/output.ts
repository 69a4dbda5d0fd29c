import type { CodeEntry } from './code-entry';

/** Codes of problems with objects, with files of the output folder, and with the output at another commit. */
export const outputCodes = {
  'naming-invalid': {
    summary: 'A `naming` pattern is invalid, or does not give each flow names and a selector of its own.',
    advice:
      'Patterns can contain {app}, {instance}, {env} and {flow}. The patterns of `name` and `selector` for a whole application with several flows must contain {flow}.',
  },
  'object-collision': {
    summary: 'Two objects of one kind have the same name.',
    advice: 'The one that is applied last would replace the other. Rename a flow or a construct.',
  },
  'file-collision': {
    summary: 'Two objects would be written to the same file.',
    advice: 'A file name consists of the flow, kind and name of the object. Rename one of the two objects.',
  },
  'unknown-object': {
    summary: 'An override names an object that the flow does not have.',
    advice: 'Use the name that the file of the object ends with, such as `deployment`, `service` or `pvc`.',
  },
  'unknown-target': {
    summary: 'The target does not exist.',
    advice: '`towpath synth --help` lists the targets.',
  },
  'target-spans-environments': {
    summary: '`--env` was given with a target that writes all environments into the same files.',
    advice: 'Leave out `--env`, or use `--target` with targets that write each environment separately.',
  },
  'not-expressed': {
    summary: 'The target cannot express a feature that the application uses.',
    advice:
      'Remove the feature in this environment, or accept that it is lost: `targets: { <name>: { accept: [<property>] } }` in `towpath.yaml`.',
  },
  'host-port-taken': {
    summary: 'Two containers would use the same port of the host.',
    advice: 'Set another `nodePort` for one of the flows, run only one container of the flow, or remove its `expose`.',
  },
  'node-port-taken': {
    summary: 'Two Services of one cluster ask for the same port of its nodes.',
    advice:
      'A cluster gives each `nodePort` to one Service only. Set another `nodePort` for one of them, or leave it out. Environments that name no `cluster` are not compared with others.',
  },
  'route-taken': {
    summary: 'Two rules of one cluster take the same requests: those for one host and path.',
    advice:
      'The API server accepts both, and most controllers refuse one of them or ignore it. Set another host or path in one of them. If two controllers serve them, set another `class`. Environments that name no `cluster` are not compared with others. This is a warning.',
  },
  'services-in-circle': {
    summary: 'Flows, or services of a Compose file, wait for each other in a cycle, so none of them can start.',
    advice:
      'A flow waits for the flows in its `waitFor` and for the jobs that name it in `before`. Remove one of these entries.',
  },
  'not-writable': {
    summary: 'A manifest holds a value that cannot be written as YAML.',
    advice: 'Use only text, finite numbers, true, false, null, lists and maps.',
  },
  'file-edited': {
    summary: 'A file in the output folder was edited by hand after towpath wrote it.',
    advice:
      'Make the change in the application or the environment, where `overrides` reach every field. To discard the edit, use `--force`.',
  },
  'file-not-ours': {
    summary: 'A file that towpath did not write is in the way of an output file.',
    advice:
      'Move the file away, choose another `--outdir`, or overwrite the file with `--force`. `--force` does not overwrite links and folders, so remove these by hand.',
  },
  'output-folder-taken': {
    summary: 'The output folder overlaps with another part of the workspace.',
    advice:
      'The folder is inside `apps`, `environments`, the `crds` folder, `.git` or `node_modules`, or contains one of them. Set `--outdir` to a folder that holds nothing but output, such as `dist`.',
  },
  'output-folder-unusable': {
    summary: 'The path of the output folder is longer than file systems take.',
    advice: 'A name has at most 255 bytes. Name a shorter folder with `--outdir`, such as `dist`.',
  },
  'output-locked': {
    summary:
      'Another command of towpath has been writing to the output folder or to the environments for several minutes.',
    advice: 'Wait until the other process is done, or stop it and run the command again.',
  },
  'base-unreadable': {
    summary: 'The files of another commit cannot be read.',
    advice:
      'Name a commit, branch or tag that this checkout has. `git rev-parse REF` shows whether it has one, and `git fetch` downloads more.',
  },
  'base-without-output': {
    summary: 'The other commit contains no output of a synthesis.',
    advice: 'Commit `dist/`, including the hidden folder `dist/.towpath/`, so that commits can be compared.',
  },
  'external-diff-failed': {
    summary: 'The program in KUBECTL_EXTERNAL_DIFF failed or was not found.',
    advice:
      'As with kubectl, the program gets two folders as arguments and runs without a shell. It must exit with 0 if they are equal and with 1 if they differ. Unset the variable to use the diff of towpath.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
