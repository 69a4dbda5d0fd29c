import type { CodeEntry } from './code-entry';

/** Objects, files, and what another commit has of them. */
export const outputCodes = {
  'naming-invalid': {
    summary: 'A `naming` pattern that cannot give every flow a name of its own.',
    advice: 'Patterns know {app}, {instance}, {env} and {flow}; name and selector each need {flow}.',
  },
  'object-collision': {
    summary: 'Two objects of one kind have the same name.',
    advice: 'Kubernetes would keep the last one. Rename a flow, or the construct that stands beside it.',
  },
  'file-collision': {
    summary: 'Two objects would be written to the same file.',
    advice: 'File names are made of flow, kind and name. Rename one of the two.',
  },
  'unknown-object': {
    summary: 'An override of an object that the flow does not have.',
    advice: 'Overrides are called like the files: `deployment`, `service`, `pvc`.',
  },
  'unknown-target': {
    summary: 'A target that does not exist.',
    advice: '`towpath synth --help` lists the targets.',
  },
  'target-spans-environments': {
    summary: 'Some environments alone were asked for, of a target whose files hold all environments.',
    advice: 'Leave out `--env`, or name targets with `--target` that write each environment on its own.',
  },
  'not-expressed': {
    summary: 'A feature of the application that the target has no form for.',
    advice:
      'Leave it out in this environment, or accept the loss: `targets: { <name>: { accept: [<property>] } }` in towpath.yaml.',
  },
  'host-port-taken': {
    summary: 'Two containers would be published on the same port of the host.',
    advice: 'Set another `nodePort` for one of the flows, run one container of it, or do not expose it.',
  },
  'services-in-circle': {
    summary: 'Services of a Compose file wait for each other, so none of them could start.',
    advice: 'Flows wait by `waitFor`, and for jobs that name them in `before`. Take one of the flows out.',
  },
  'not-writable': {
    summary: 'A value that has no form in YAML.',
    advice: 'Manifests hold text, finite numbers, true, false, null, lists and maps.',
  },
  'file-edited': {
    summary: 'A file in the output folder was changed by hand since it was written.',
    advice:
      'Say the change in the application or the environment (any field can be overridden), or drop it with `--force`.',
  },
  'file-not-ours': {
    summary: 'A file stands where one is to be written, and towpath did not write it.',
    advice:
      'Move it away, choose another `--outdir`, or overwrite it with `--force`. A link, or a folder in the place of a file, is not overwritten by `--force`: remove it.',
  },
  'output-folder-taken': {
    summary: 'The output folder shares files with a part of the workspace that towpath does not write.',
    advice:
      'It lies in `apps`, `environments`, the folder of custom kinds, `.git` or `node_modules`, or holds one of them. Name a folder with `--outdir` that holds output alone, such as `dist`.',
  },
  'output-folder-unusable': {
    summary: 'The path of the output folder is longer than file systems take.',
    advice: 'A name has at most 255 bytes. Name a shorter folder with `--outdir`, such as `dist`.',
  },
  'output-locked': {
    summary: 'Another synthesis has been writing to the output folder for minutes.',
    advice: 'Wait for it, or end it; what it leaves behind is taken over.',
  },
  'base-unreadable': {
    summary: 'What stood at another commit cannot be read.',
    advice:
      'Name a commit, branch or tag that this checkout has: `git fetch` brings more, `git rev-parse REF` shows them.',
  },
  'base-without-output': {
    summary: 'The other commit has no output of a synthesis to compare with.',
    advice: 'Commit `dist/`, its hidden index included, so that each commit shows what it means to every environment.',
  },
  'external-diff-failed': {
    summary: 'The program that KUBECTL_EXTERNAL_DIFF names failed, or is not there.',
    advice:
      'As with kubectl it is called with two folders, without a shell, and ends with 0 for equal and 1 for different. Unset the variable to see towpath’s own diff.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
