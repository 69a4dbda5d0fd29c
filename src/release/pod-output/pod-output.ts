/** The last lines of a container. */
export interface ContainerOutput {
  readonly name: string;
  /** Whether the lines are those of the run that ended last. Otherwise they are those of the current run. */
  readonly isPrevious: boolean;
  /** The newest line last. Terminal codes are removed, and the values of Secrets are `***`. */
  readonly lines: readonly string[];
}

/** What a pod of an object that did not become ready has written, and what happened to the pod. */
export interface PodOutput {
  readonly pod: string;
  readonly namespace?: string;
  /** The object that did not become ready. */
  readonly object: { readonly flow?: string; readonly kind: string; readonly name: string };
  readonly containers: readonly ContainerOutput[];
  /** Such as `BackOff: Back-off restarting failed container (12 times)`. The newest event last. */
  readonly events: readonly string[];
}
