/*
 * What cdk8s-plus asks of a construct, in shapes that every version of it takes. A value of
 * one of its own classes is `never` here: that fits each version's class, and asks a user
 * who has none of them for no types. cdk8s-plus alone reads such a value.
 */

/**
 * What an autoscaler scales: `IScalable.toScalingTarget()` of cdk8s-plus.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface ScalingTarget {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Its containers with their resources. */
  readonly containers: never[];
  /** Set while the number of pods is fixed. */
  readonly replicas?: number;
}

/** Which pods are meant, and in which namespace: `IPodSelector.toPodSelectorConfig()` of cdk8s-plus. */
export interface PodSelectorConfig {
  readonly labelSelector: never;
  /** Absent where nothing says in which namespace the flow runs. */
  readonly namespaces?: { readonly names: string[] };
}

/** Either pods or a block of addresses: `INetworkPolicyPeer.toNetworkPolicyPeerConfig()` of cdk8s-plus. */
export interface NetworkPolicyPeerConfig {
  readonly podSelector?: PodSelectorConfig;
  readonly ipBlock?: never;
}

/** Who is given rights: `ISubject.toSubjectConfiguration()` of cdk8s-plus. */
export interface SubjectConfiguration {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
  /** Absent where nothing says it; a role binding then means its own namespace. */
  readonly namespace?: string;
}
