/** Fields of the metadata that an API server sets by itself. */
const ofServer = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'];

/** The annotation that the controller of Deployments sets, also between the reading of an object and a dry run. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** The metadata of an object without the fields that a server sets, and without these annotations. */
export function withoutServerMetadata(
  { annotations, ...others }: Readonly<Record<string, unknown>>,
  ofTools: readonly string[],
): Record<string, unknown> {
  const kept = Object.entries(others).filter(([key]) => !ofServer.includes(key));
  const declared = Object.entries((annotations ?? {}) as object).filter(([key]) => !ofTools.includes(key));
  return {
    ...Object.fromEntries(kept),
    ...(declared.length > 0 && { annotations: Object.fromEntries(declared) }),
  };
}
