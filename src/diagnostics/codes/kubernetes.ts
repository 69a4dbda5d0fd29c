import type { CodeEntry } from './code-entry';

/** Codes of problems that the check of Kubernetes objects finds. */
export const kubernetesCodes = {
  'unknown-field': {
    summary: 'An object has a field that Kubernetes does not know.',
    advice:
      'An API server drops such a field silently. Fix its name, or allow it with `allowFields: [Deployment.spec.newField]` in `towpath.yaml`.',
  },
  'invalid-field': {
    summary: 'A field of an object has a value that Kubernetes would refuse.',
    advice: 'The message shows what was found and what is expected.',
  },
  'missing-field': {
    summary: 'A required field of an object is missing.',
    advice: 'Set the field where the object comes from: in the construct, the patch or the override.',
  },
  'api-not-served': {
    summary: 'An object has an API version that the chosen version of Kubernetes does not serve.',
    advice:
      'Use the API version that the hint names. `kubernetes` in `towpath.yaml` sets the version of Kubernetes. See https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  },
  'kind-unknown': {
    summary: 'An object has a kind that towpath knows no schema for.',
    advice:
      'The object is written without a check. To have it checked, put its CustomResourceDefinition into `crds/`, or into the folder that `crds` in `towpath.yaml` names.',
  },
  'secret-with-content': {
    summary: 'An application declares a Secret together with its content.',
    advice:
      'Everyone who can read the repository, `dist/` or the output of a target could read the content. Refer to a Secret in the cluster with `this.secret(name)`, and fill it there with External Secrets, Sealed Secrets or `kubectl create secret`. If the content is not secret, allow it by the name of the Secret: `allowSecrets: [demo-login]` in `towpath.yaml`.',
  },
  'allowance-unused': {
    summary: 'An entry of `allowSecrets` matches no Secret with content.',
    advice: 'Remove the entry. Otherwise a Secret that gets this name later is written with its content.',
  },
  'crd-invalid': {
    summary: 'A CustomResourceDefinition cannot be read.',
    advice: 'The `crds` folder holds definitions as `kubectl apply` accepts them. Download the file again.',
  },
} as const satisfies Record<string, CodeEntry>;
