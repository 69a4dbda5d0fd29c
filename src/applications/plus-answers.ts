/*
 * Return types of the methods that cdk8s-plus calls on a flow. A value of one of its classes has
 * the type `never` here, because `never` can be assigned to the class of every version, and because
 * towpath then compiles without cdk8s-plus. Only cdk8s-plus reads such a value.
 */

/**
 * The object that an autoscaler scales: the result of `IScalable.toScalingTarget()` of cdk8s-plus.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface ScalingTarget {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  /** The containers of the object, with their resources. */
  readonly containers: never[];
  /** The number of pods, if it is fixed. */
  readonly replicas?: number;
}

/** A selection of pods: the result of `IPodSelector.toPodSelectorConfig()` of cdk8s-plus. */
export interface PodSelectorConfig {
  readonly labelSelector: never;
  /** The namespace of the flow. Absent if none is set. */
  readonly namespaces?: { readonly names: string[] };
}

/** The pods of a flow, never an IP block: the result of `INetworkPolicyPeer.toNetworkPolicyPeerConfig()` of cdk8s-plus. */
export interface NetworkPolicyPeerConfig {
  readonly podSelector?: PodSelectorConfig;
  readonly ipBlock?: never;
}

/** The subject of a role binding: the result of `ISubject.toSubjectConfiguration()` of cdk8s-plus. */
export interface SubjectConfiguration {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
  /** The namespace of the subject. If it is absent, the namespace of the role binding is used. */
  readonly namespace?: string;
}
