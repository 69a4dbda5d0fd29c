/** What each command does. The commands are in the order of the help. */
export const summaries = {
  init: 'create a workspace in this folder; in a repository of Python, propose an application for its programs and ask first; existing files are kept, and package.json gets missing entries',
  adopt:
    'write an application and its environments for objects that run today, and prove that they make the same objects',
  synth: 'write the manifests of all applications and environments; unchanged files are not written again',
  validate: 'check applications and environments without writing files',
  flows:
    'list the declared flows, with their version in each environment, and the flows in the source; with -e also what runs',
  explain: 'show a value and all layers that set it',
  pin: 'set the tag or digest of images in an environment file; the rest of the file stays as it is',
  diff: 'show what a deploy would change in the cluster of an environment, or with --base how the workspace differs from another commit; exit with 1 if there are differences',
  deploy: 'apply the objects of an environment to its cluster, and wait until they are ready',
  promote:
    'take the versions that run in one environment to the next: show what changes, edit its pins and synthesize; commit, push and deploy if asked',
  rollback: 'restore an earlier release in an environment, and its pins in the environment files',
  delete: 'delete an application from an environment, with its releases; claims are kept unless you say otherwise',
  deployments:
    'list the running flows with their version, age and state; also flows that are missing or no longer declared',
  status: 'show each flow in each environment: its version, pin and health, and fields that changed since the release',
  history: 'list the releases of an environment with their time, account, commit and changed versions',
  gates: 'show whether the gates of an environment are open; exit with 1 while one is closed',
  approve: 'approve what the checked out commit puts into an environment, by a signed commit',
  hold: 'keep a version out of an environment, lift such a hold, or list the holds',
  rbac: 'print the Roles that a deploy to an environment needs, for an administrator to apply',
  schema: 'write JSON Schemas of the environment files, with which an editor completes flows, images and settings',
  portal:
    'serve the extension acme-portal of VS Code: `init` writes the files that it loads, and they call the other parts',
  completion: 'print a script with which a shell completes commands, options, environments, flows and pins',
} as const;

/** The name of a command. */
export type CommandName = keyof typeof summaries;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(summaries, name);
}
