import type { CodeEntry } from './code-entry';

/** Codes of problems in environment files. */
export const environmentCodes = {
  'unknown-application': {
    summary: 'An environment or a command names an application that the workspace does not have.',
    advice: 'The name of an application is the name of its file in `apps/`, without the extension.',
  },
  'unknown-flow': {
    summary: 'An environment, a reference or a command names a flow that the application does not have.',
    advice: 'The name of a flow is its id, the second argument of its constructor. `towpath flows` lists all flows.',
  },
  'unknown-entry': {
    summary: 'An environment names a Secret, ConfigMap or shared volume that the application does not have.',
    advice:
      'Use the name that is the first argument of `this.secret(name)`, `this.config(name, …)` or `this.volume(name, …)`.',
  },
  'unknown-image': {
    summary: 'An environment names an image that the application does not build.',
    advice:
      'Use the name that is the first argument of `this.image(name, repository)`. `towpath flows` lists all images.',
  },
  'unknown-environment': {
    summary: 'The workspace has no environment with that name.',
    advice: 'The name of an environment is the name of its file in `environments/`, without the extension.',
  },
  'unknown-path': {
    summary: 'No value has that path.',
    advice:
      'Write a path as `pssp.api.replicas`, or in the long form that errors print: `apps.pssp.flows.api.replicas`.',
  },
  'environment-cycle': {
    summary: 'Environments promote from each other, or extend each other, in a cycle.',
    advice: 'Remove one `promotesFrom` or one `extends` to break the cycle.',
  },
  'environment-no-default': {
    summary: 'Several environments are initial, and none of them is the default.',
    advice: 'Set `default: true` in exactly one of them, or set `promotesFrom` in those that are not initial.',
  },
  'environments-collide': {
    summary: 'Two environments would write the same object of one cluster, or select the same pods.',
    advice:
      'Each would overwrite the object of the other. Give the environments different values of `namespace`, `instance` or `cluster`, or give the objects names that contain the environment. Environments without a `cluster` count as environments of one cluster. Objects that environments are meant to share, and write equally, are listed in `shareObjects` of `towpath.yaml`.',
  },
  'environment-file-missing': {
    summary: 'A folder holds application files for an environment that has no file of its own.',
    advice: '`environments/prod/pssp.yaml` needs `environments/prod.yaml`, which may be empty.',
  },
  'file-twice': {
    summary: 'Two files define the same environment or application.',
    advice:
      'Keep either `prod.yaml` or `prod.yml`. Put an application either under `apps` in the environment file or into a file of its own.',
  },
} as const satisfies Record<string, CodeEntry>;
