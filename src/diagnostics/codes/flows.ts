import type { CodeEntry } from './code-entry';

/** Codes of problems that come from several properties of a flow together. */
export const flowCodes = {
  'default-loosened': {
    summary: 'A flow does not use a safe default of towpath.',
    advice:
      'Only `towpath validate --advise` says this. It names the line that turns the default off, often one that `towpath adopt` wrote, and what must change before the default can come back. The change restarts the pods.',
  },
  'user-unknown': {
    summary: 'A pod must not run as root, and no user is set for it.',
    advice: 'A kubelet refuses to start such a pod if its image sets no numeric user. Set `user`.',
  },
  'rules-without-token': {
    summary: "A flow has `rules` for the cluster's API, but its pods have no token.",
    advice: 'Set `serviceAccountToken: true` for the flow, or remove its `rules`.',
  },
  'jobs-in-circle': {
    summary: 'Jobs run before each other in a cycle, so none of them can be the first.',
    advice: "Remove one of the jobs from another one's `before`.",
  },
  'secret-in-text': {
    summary: 'A value that looks like a password, a key or a token is written as plain text.',
    advice:
      'Everyone who can read the repository or the objects in the cluster can read the value. Keep it in a Secret, and refer to that Secret. Towpath checks variables, command lines, probes, hooks, annotations and ConfigMaps for names such as `DB_PASSWORD`, well-known forms of tokens, private keys, and passwords in addresses. This is a warning, and initial environments are not checked.',
  },
  'autoscaling-without-request': {
    summary: 'An autoscaler measures the use of a resource that the flow does not request.',
    advice:
      'Set the resource in `resources.requests`. Use is measured in percent of the request, so without one the autoscaler does nothing.',
  },
  'disk-of-one-writer': {
    summary: 'Several pods share a disk that only one node can mount.',
    advice:
      'Pods on other nodes would wait for the disk forever. Use `accessMode: ReadWriteMany`, one pod, or a StatefulSet.',
  },
  'pod-security': {
    summary: 'A pod breaks the Pod Security Standard that the flow sets.',
    advice: 'Fix what the message describes. If the pod needs it, set `security: baseline` or `security: none`.',
  },
  'config-invalid': {
    summary: 'The data of a ConfigMap is invalid.',
    advice:
      'A ConfigMap maps keys to text. Keys consist of letters, digits, `-`, `_` and `.`, and the whole is at most 1 MiB.',
  },
  'value-unusual': {
    summary: 'A value is legal, but it does something that is hardly meant.',
    advice: 'The message says what the value does. Write what the hint proposes, or keep the value if it is meant.',
  },
  'quantity-unusual': {
    summary: 'An amount of CPU, memory or disk is legal but hardly meant.',
    advice:
      'The suffix `m` stands for thousandths, so `512m` of memory is half a byte. Write `512Mi` for memory and disks, and `500m` or `0.5` for CPU.',
  },
} as const satisfies Record<string, CodeEntry>;
