/** What docs/errors.md says of a code. */
export interface CodeEntry {
  /** What is wrong, for every issue with this code. */
  readonly summary: string;
  /** Why it is a problem, and how to mend it. */
  readonly advice: string;
}

/** The one registry of codes. A code, once released, keeps its meaning. */
export const codes = {
  // The workspace and its applications
  'workspace-empty': {
    summary: 'The folder has no applications or no environments.',
    advice: 'Run towpath where `apps/` and `environments/` lie, each with at least one file.',
  },
  'path-outside-workspace': {
    summary: 'A path leads out of the workspace.',
    advice: 'Towpath reads and writes below the folder that it runs in, links included. Name a folder inside it.',
  },
  'file-unreadable': {
    summary: 'A file of the workspace cannot be read.',
    advice: 'It is a folder, or a link that leads nowhere. Put a file in its place, or remove it.',
  },
  'application-not-loaded': {
    summary: 'An application file threw while it was loaded, or while its application was built.',
    advice: 'The message is what the file threw. Fix the file; nothing was written.',
  },
  'application-no-class': {
    summary: 'An application file has no application to offer.',
    advice: 'Each file in `apps/` has one default export: `export default class Pssp extends Application { … }`.',
  },
  'construct-invalid': {
    summary: 'A construct in the tree says that it is not valid.',
    advice: 'The message comes from the construct itself (its `node.addValidation`).',
  },

  // Environments
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

  // Values
  'unknown-key': {
    summary: 'A property that does not exist.',
    advice: 'Properties are listed in the schema that `towpath schema` writes, and an editor completes them.',
  },
  'invalid-value': {
    summary: 'A value that a property cannot have.',
    advice: 'The message shows what was found and what is expected.',
  },
  'missing-value': {
    summary: 'A property that must be said is missing.',
    advice: 'Say it in the application, or in the environment where the environment decides it.',
  },
  'invalid-name': {
    summary: 'A name that cannot be used where it stands.',
    advice: 'Names end up in Kubernetes objects, whose names are limited in length and letters.',
  },
  'decided-by-application': {
    summary: 'An environment sets what only the application decides.',
    advice: 'What is the same wherever the application runs belongs in its code.',
  },
  'decided-by-deployment': {
    summary: 'Application code sets what only an environment decides.',
    advice: 'What differs from one environment to the next belongs in `environments/`, so that the code is free of it.',
  },
  'setting-invalid': {
    summary: 'The settings that an environment gives do not fit what the application declares.',
    advice: 'The application passes a schema as `settings`; environments fill it under `apps.<app>.settings`.',
  },
  'reserved-label': {
    summary: 'A label that towpath sets itself, or that selects pods.',
    advice: 'Objects are found by these labels. Choose another key.',
  },

  // Images and pins
  'image-unpinned': {
    summary: 'Nothing says which version of an image runs.',
    advice: 'An error outside initial environments, a warning in them: without a tag Kubernetes takes `latest`.',
  },
  'image-latest': {
    summary: 'An image runs as `latest`.',
    advice: 'An error outside initial environments: what `latest` means changes without anybody deciding it.',
  },
  'pin-shadowed': {
    summary: 'A pin was set that a nearer one overrules.',
    advice: 'The pin of an image or a flow wins over that of the application. Set it too, or remove it.',
  },
  'pin-of-foreign-image': {
    summary: 'An environment sets the tag of an image that the application does not build.',
    advice: "Someone else's image is named whole, tag included, in `image`.",
  },
  'user-unknown': {
    summary: 'A pod must not run as root, and nothing says as whom it runs.',
    advice: 'A kubelet refuses such a pod when the image names no numeric user. Say `user`.',
  },

  'rules-without-token': {
    summary: "A flow has rules for the cluster's API and no token to ask it with.",
    advice: 'Pods get no token unless the flow says `serviceAccountToken: true`.',
  },
  'jobs-in-circle': {
    summary: 'Jobs run before each other, so that none of them can be the first.',
    advice: "Take one of them out of the other one's `before`.",
  },
  'secret-in-text': {
    summary: 'A variable that looks like a password or key is written out.',
    advice:
      'Whoever reads the repository or the objects of the cluster has it. Keep it in a Secret, and name that. Only a warning, and none where versions start.',
  },
  'autoscaling-without-request': {
    summary: 'The number of pods follows the use of a resource of which none is requested.',
    advice: 'Use is measured in percent of `resources.requests`; without a request the autoscaler does nothing.',
  },
  'disk-of-one-writer': {
    summary: 'Several pods share a disk that only one node may mount.',
    advice: 'Pods on other nodes wait for ever. Use `accessMode: ReadWriteMany`, one pod, or a StatefulSet.',
  },
  'pod-security': {
    summary: 'A pod is not what the Pod Security Standard asks that the flow names.',
    advice: 'Mend what the message says, or say `security: baseline` or `security: none` and mean it.',
  },
  'config-invalid': {
    summary: 'A ConfigMap cannot hold what it is given.',
    advice: 'A ConfigMap is flat: keys of letters, digits, `-`, `_` and `.`, at most 1 MiB together.',
  },

  // Comparing
  'base-unreadable': {
    summary: 'What stood at another commit cannot be read.',
    advice:
      'Name a commit, branch or tag that this checkout has: `git fetch` brings more, `git rev-parse REF` shows them.',
  },
  'base-without-output': {
    summary: 'The other commit has no output of a synthesis to compare with.',
    advice: 'Commit `dist/`, its hidden index included, so that each commit shows what it means to every environment.',
  },

  // References
  'reference-in-string': {
    summary: 'A reference was put into a plain string.',
    advice: 'Its value is known only in an environment. Use the `text` tag: text`redis://$' + '{db.host}`.',
  },
  'reference-unresolved': {
    summary: 'A reference leads nowhere.',
    advice: 'The flow does not exist, or listens on no port.',
  },

  // Constructs beside the flows
  'not-deployed-here': {
    summary: 'A construct needs what a flow has only where it is deployed, and here it is external.',
    advice: "Declare the construct only where the flow runs: `if (db.spec.kind !== 'external')`.",
  },
  'not-scalable': {
    summary: 'An autoscaler over a flow whose number of pods is fixed.',
    advice: 'A store keeps its data in one pod. Leave the autoscaler out.',
  },
  'autoscaled-twice': {
    summary: 'Two autoscalers over one flow.',
    advice: 'Each would undo what the other does. Keep one: `autoscaling` of the flow, or a construct beside it.',
  },
  'no-identity': {
    summary: 'Rights are given to a flow whose pods cannot use them.',
    advice: 'Pods act on the cluster as a service account, with its token. Give the flow one.',
  },

  // Objects and files
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
    advice: 'Move it away, choose another `--outdir`, or overwrite it with `--force`.',
  },

  'output-locked': {
    summary: 'Another synthesis has been writing to the output folder for minutes.',
    advice: 'Wait for it, or end it; what it leaves behind is taken over.',
  },

  // Fields of Kubernetes
  'unknown-field': {
    summary: 'A field that Kubernetes does not know.',
    advice:
      'An API server drops it without a word. Correct its name, or let it through by `allowFields: [Deployment.spec.newField]` in `towpath.yaml`.',
  },
  'invalid-field': {
    summary: 'A field of an object has a value that Kubernetes refuses.',
    advice: 'The message shows what was found and what is expected.',
  },
  'missing-field': {
    summary: 'A field that an object must have is missing.',
    advice: 'Say it where the object is made: in the construct, the patch or the override.',
  },
  'api-not-served': {
    summary: 'An object of an API version that the Kubernetes version at hand does not serve.',
    advice:
      'Take the successor that the hint names. `kubernetes` in `towpath.yaml` says which version is meant. See https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  },
  'kind-unknown': {
    summary: 'An object of a kind whose fields nobody has described.',
    advice:
      'It is written as it is. Put its CustomResourceDefinition into `crds/`, or into the folder that `crds` in `towpath.yaml` names, to have it checked.',
  },
  'crd-invalid': {
    summary: 'A CustomResourceDefinition that cannot be read.',
    advice: 'Files of the `crds` folder are those that `kubectl apply` takes: fetch the file again.',
  },

  // YAML that is read
  'yaml-syntax': { summary: 'A file is not valid YAML.', advice: 'The message says where reading stopped.' },
  'yaml-alias': {
    summary: 'An anchor, an alias or a merge key.',
    advice: 'Environment files are read by people: write the value out, or use `extends` and `defaults`.',
  },
  'yaml-duplicate-key': { summary: 'A key stands twice in one map.', advice: 'Remove one of the two.' },
  'yaml-forbidden-key': {
    summary: 'A key that programs mistake for one of their own.',
    advice: '`__proto__`, `constructor` and `prototype` are refused everywhere.',
  },
  'yaml-tag': { summary: 'A YAML tag such as `!!str`.', advice: 'Values are read as they are written; drop the tag.' },
  'yaml-several-documents': { summary: 'More than one document in a file.', advice: 'One file, one environment.' },
  'yaml-too-large': {
    summary: 'A file that is too large to be read.',
    advice: 'An environment file is at most 1 MiB.',
  },
  'yaml-too-deep': { summary: 'Values nested too deeply.', advice: 'Nothing in an environment nests that deep.' },
  'yaml-not-a-map': { summary: 'A file that is not a map.', advice: 'Start with `key: value` lines.' },
  'yaml-key-not-text': { summary: 'A key that is not text.', advice: 'Keys are plain words.' },
} as const satisfies Record<string, CodeEntry>;

export type IssueCode = keyof typeof codes;
