import type { CodeEntry } from './code-entry';

/** Environments. */
export const environmentCodes = {
  'unknown-application': {
    summary: 'An environment speaks of an application that the workspace does not have.',
    advice: 'An application is called like its file in `apps/`, without the ending.',
  },
  'unknown-flow': {
    summary: 'An environment, a reference or a command speaks of a flow that the application does not have.',
    advice: 'A flow is called by its id, the second argument of its constructor. `towpath flows` lists them.',
  },
  'unknown-entry': {
    summary: 'An environment speaks of a Secret, ConfigMap or shared volume that the application does not have.',
    advice:
      'They are called by the first argument of `this.secret(name)`, `this.config(name, …)` and `this.volume(name, …)`.',
  },
  'unknown-image': {
    summary: 'An environment speaks of an image that the application does not build.',
    advice: 'An image is called by the first argument of `this.image(name, repository)`. `towpath flows` lists them.',
  },
  'unknown-environment': {
    summary: 'There is no environment of that name.',
    advice: 'An environment is called like its file in `environments/`, without the ending.',
  },
  'unknown-path': {
    summary: 'There is no value at that path.',
    advice: 'Paths look like `pssp.api.replicas`, or as errors print them: `apps.pssp.flows.api.replicas`.',
  },
  'environment-cycle': {
    summary: 'Environments promote from each other, or extend each other, in a circle.',
    advice: 'A version has to start somewhere: take one `promotesFrom` or `extends` out.',
  },
  'environment-no-default': {
    summary: 'Several environments are initial, and it is not said which one deploy means.',
    advice: 'Give exactly one of them `default: true`, or say with `promotesFrom` where its versions come from.',
  },
  'environments-collide': {
    summary: 'Two environments would write the same objects.',
    advice:
      'Same cluster, same namespace and same instance: each would overwrite the other. Set them apart by `namespace`, `instance` or `cluster`.',
  },
  'environment-file-missing': {
    summary: 'A folder of team files has no environment beside it.',
    advice: '`environments/prod/pssp.yaml` needs `environments/prod.yaml`, which may be empty.',
  },
  'file-twice': {
    summary: 'Two files say the same thing.',
    advice:
      'Keep one of them: `prod.yaml` or `prod.yml`; an application under `apps` of the environment or in a file of its own.',
  },
} as const satisfies Record<string, CodeEntry>;
