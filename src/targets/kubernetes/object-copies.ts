/** The annotation in which `kubectl apply` keeps a copy of the object that it applied, as JSON. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The annotations in which kubectl, kapp and Rancher keep a copy of the whole object, the content of Secrets included. */
export const objectCopies: readonly string[] = [
  lastApplied,
  'kapp.k14s.io/original',
  'objectset.rio.cattle.io/applied',
];
