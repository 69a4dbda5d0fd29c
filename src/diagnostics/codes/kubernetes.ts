import type { CodeEntry } from './code-entry';

/** What Kubernetes knows of an object. */
export const kubernetesCodes = {
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
  'secret-with-content': {
    summary: 'An application gives a Secret its content.',
    advice:
      'Whoever reads the repository, `dist/` or the program of a target would have it. Refer to a Secret that the cluster has (`this.secret(name)`), and have it filled there: by External Secrets, Sealed Secrets or `kubectl create secret`. Content that need not be hidden is allowed by name: `allowSecrets: [demo-login]` in `towpath.yaml`.',
  },
  'allowance-unused': {
    summary: 'An entry of `allowSecrets` allows nothing.',
    advice: 'A Secret that gets this name later would be written with its content. Take the entry out.',
  },
  'crd-invalid': {
    summary: 'A CustomResourceDefinition that cannot be read.',
    advice: 'Files of the `crds` folder are those that `kubectl apply` takes: fetch the file again.',
  },
} as const satisfies Record<string, CodeEntry>;
