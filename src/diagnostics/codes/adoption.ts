import type { CodeEntry } from './code-entry';

/** Codes of problems with what `towpath adopt` reads, and with what it writes. */
export const adoptionCodes = {
  'adopt-unreadable': {
    summary: 'A document of a source cannot be read as an object of Kubernetes.',
    advice: 'The other documents are read and adopted. Fix this one and adopt again.',
  },
  'adopt-nothing': {
    summary: 'A source of an environment has no objects that can be adopted.',
    advice: 'Name a file of YAML, or a folder that contains such files: `towpath adopt shop prod=kubernetes/prod`.',
  },
  'adopt-kind-not-read': {
    summary: 'Objects of a kind could not be listed in a namespace that is adopted.',
    advice: 'Adopt with an account that may list them, if the namespace has such objects. The other kinds are adopted.',
  },
  'adopt-left-out': {
    summary: 'Files or folders of a source were not read.',
    advice:
      'Of a folder, adopt reads the files with objects of Kubernetes. It does not read hidden files, `node_modules`, `dist`, output of towpath, virtual environments and links to folders. Name such a folder or file itself to adopt it: `towpath adopt shop prod=dist/prod`.',
  },
  'adopt-needs-build': {
    summary: 'A source has to be built by another program, which is not installed, or is named by a folder around it.',
    advice:
      'Name the kustomize folder or the chart itself, and install `kustomize`, `kubectl` or `helm`. Or build the objects elsewhere, and adopt the file: `towpath adopt shop prod=prod.yaml`.',
  },
  'adopt-build-failed': {
    summary: 'kustomize or helm cannot build a source.',
    advice: 'The message is that of the program. Run it yourself until it builds, and adopt again.',
  },
  'adopt-hook': {
    summary: 'An object of a chart is a hook of Helm.',
    advice: 'It is adopted like any other object, so it is no longer run at the moment that the hook names.',
  },
  'adopt-placeholder': {
    summary: 'An object of a source contains a placeholder that has no value.',
    advice:
      'Give the value: `towpath adopt shop prod=k8s --set TAG=v1`, or `--set-from FILE` with lines such as `TAG=v1`. An object whose image has a placeholder is not adopted without it; elsewhere the placeholder is kept as text.',
  },
  'adopt-value-unusable': {
    summary: 'A value that is given for a placeholder cannot be used.',
    advice:
      'Write `--set TAG=v1`, or `--set prod:TAG=v1` for one environment, with the name of a placeholder of the sources.',
  },
  'adopt-file-exists': {
    summary: 'A file that adopt would write exists and has other content.',
    advice: 'Adopt never overwrites a file. Move the file away, or adopt under another name.',
  },
  'adopt-object-twice': {
    summary: 'A source contains the same object twice.',
    advice: 'A cluster keeps only one of them. Delete one.',
  },
  'adopt-refused': {
    summary: 'An object that stands in a source is refused by towpath, and so cannot be adopted.',
    advice: 'Fix the object in the source, or take it out, and adopt again.',
  },
  'adopt-api-gone': {
    summary: 'An object has a version of its kind that servers no longer have.',
    advice: 'It is adopted with the version that has the same fields.',
  },
  'adopt-image-not-fixed': {
    summary: 'An image has no tag, or the tag `latest`, so its version can change at any restart.',
    advice: 'Give the image a tag or a digest.',
  },
  'adopt-selects-nothing': {
    summary: 'A Service selects no pods of the source.',
    advice: 'Compare the selector with the labels of the pods. Requests to such a Service are refused.',
  },
  'adopt-port-not-open': {
    summary: 'A Service leads to a port that no container of its pods lists.',
    advice: 'A named port has to be listed. A number works if the process listens on it, although it is not listed.',
  },
  'adopt-name-unknown': {
    summary: 'A workload names a ConfigMap, Secret, claim or account that the source does not define.',
    advice: 'It has to exist in the cluster. If it does, nothing has to be done.',
  },
  'adopt-fixed-address': {
    summary: 'A Service has a fixed cluster IP.',
    advice: 'Remove it, unless something outside of Kubernetes relies on the address.',
  },
  'adopt-other-namespace': {
    summary: 'An object of an environment is in, or points to, the namespace of another environment.',
    advice: 'Check that this is meant: a change of one environment may otherwise reach the other.',
  },
  'adopt-differs-in-code': {
    summary: 'Environments differ in a value that only code can set.',
    advice: 'The code has the value of each environment. Make the environments equal where possible.',
  },
  'adopt-differs-once': {
    summary:
      'A variable has the same value in all environments but one, which has another value or does not set the variable.',
    advice: 'Check that this is meant.',
  },
  'adopt-several-applications': {
    summary:
      'The sources have workloads of several applications, by their label `app.kubernetes.io/part-of`, their Helm release or their namespace.',
    advice:
      'They were adopted as one application. To adopt them apart, run the commands of the message, which have `--select`, after deleting the files of this one.',
  },
  'adopt-application-unknown': {
    summary: 'The sources do not have the application that `--select` names.',
    advice: 'Name one of the applications in the message.',
  },
  'adopt-cluster-assumed': {
    summary: 'Two environments have objects with the same name and namespace, so they cannot be in one cluster.',
    advice: 'Adopt wrote an assumed `cluster.context` into environment files. Set the real contexts there.',
  },
  'compose-invalid': {
    summary: 'A Compose file has a value that Compose refuses.',
    advice:
      'The rest of the file was read. `docker compose config` shows how Compose reads it; fix the value, and adopt again.',
  },
  'compose-needs-program': {
    summary: 'A Compose file uses something that only Docker Compose itself reads, and it is not installed.',
    advice:
      'Install Docker Compose, or adopt what it prints elsewhere: `docker compose config | towpath adopt shop dev=-`.',
  },
  'compose-built': {
    summary: 'A service of a Compose file is built and has no name for its image.',
    advice:
      'Nodes pull images by name. Push the image to a registry, write its name as `image` beside `build`, and adopt again; or change the name in the code.',
  },
  'compose-assumed': {
    summary: 'Kubernetes needs something that a Compose file does not say, so adopt assumed it.',
    advice: 'Check what was assumed, and change it in the code or the environment file.',
  },
  'compose-unsaid': {
    summary: 'A Compose file says nothing about something that a workload in a cluster should say.',
    advice: 'Add probes and limits to the flow, or to the file as `healthcheck` and `deploy.resources`.',
  },
  'compose-not-taken-over': {
    summary: 'A setting of a Compose file was not taken over.',
    advice: 'Kubernetes has no place for it, or does it in another way. The hint says which.',
  },
  'compose-secret-needed': {
    summary: 'A service reads a secret, or a file that is not here, from a Secret that has to be created.',
    advice: 'Create the Secret with the command in the hint before the first deploy. Its content is never copied.',
  },
} as const satisfies Record<string, CodeEntry>;
