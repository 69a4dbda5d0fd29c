/** Why the API server is not asked about the values of objects of a kind. */
export interface KindsWithout {
  readonly kinds: readonly string[];
  readonly reason: string;
}

export const kindsWithoutExamples: readonly KindsWithout[] = [
  {
    kinds: [
      ...['Binding', 'Eviction', 'LocalSubjectAccessReview', 'Scale', 'SelfSubjectAccessReview', 'SelfSubjectReview'],
      ...['SelfSubjectRulesReview', 'SubjectAccessReview', 'TokenRequest', 'TokenReview'],
    ],
    reason: 'These are questions to the API server and calls of it, and nobody deploys them.',
  },
  {
    kinds: ['ComponentStatus', 'Status'],
    reason: 'Only the API server makes them.',
  },
  {
    kinds: ['ControllerRevision', 'CSINode', 'Event', 'Node', 'ResourceSlice', 'VolumeAttachment'],
    reason: 'Controllers, kubelets and drivers make them. Their values are left to the API server.',
  },
  {
    kinds: ['PodTemplate', 'ReplicaSet', 'ReplicationController'],
    reason: 'Their pods are those of Deployments, and nobody writes them by hand.',
  },
  {
    kinds: ['Pod'],
    reason:
      'The API server refuses each pod of a namespace without service accounts. Its fields are those of templates.',
  },
  {
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    reason: 'They protect the API server itself. Their values are left to the API server.',
  },
  {
    kinds: ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate'],
    reason: 'Devices are described in expressions of CEL. Their values are left to the API server.',
  },
];
