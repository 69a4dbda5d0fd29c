import type { CodeEntry } from './code-entry';

/** What a flow says, over several properties. */
export const flowCodes = {
  'user-unknown': {
    summary: 'A pod must not run as root, and nothing says as whom it runs.',
    advice: 'A kubelet refuses such a pod when the image names no numeric user. Say `user`.',
  },
  'rules-without-token': {
    summary: "A flow has rules for the cluster's API and no token to ask it with.",
    advice: 'Pods get no token unless the flow says `serviceAccountToken: true`.',
  },
  'jobs-in-circle': {
    summary: 'Jobs run before each other, so that none of them can be the first.',
    advice: "Take one of them out of the other one's `before`.",
  },
  'secret-in-text': {
    summary: 'Something that looks like a password, a key or a token is written out.',
    advice:
      'Whoever reads the repository or the objects of the cluster has it. Keep it in a Secret, and refer to that. Variables, command lines, probes, hooks, annotations and ConfigMaps are looked at, for names such as `DB_PASSWORD`, forms of well-known tokens, private keys, and passwords in addresses. Only a warning, and none in initial environments.',
  },
  'autoscaling-without-request': {
    summary: 'The number of pods follows the use of a resource of which none is requested.',
    advice: 'Use is measured in percent of `resources.requests`; without a request the autoscaler does nothing.',
  },
  'disk-of-one-writer': {
    summary: 'Several pods share a disk that only one node may mount.',
    advice: 'Pods on other nodes wait for ever. Use `accessMode: ReadWriteMany`, one pod, or a StatefulSet.',
  },
  'pod-security': {
    summary: 'A pod is not what the Pod Security Standard asks that the flow names.',
    advice: 'Mend what the message says, or say `security: baseline` or `security: none` and mean it.',
  },
  'config-invalid': {
    summary: 'A ConfigMap cannot hold what it is given.',
    advice: 'A ConfigMap is flat: keys of letters, digits, `-`, `_` and `.`, at most 1 MiB together.',
  },
} as const satisfies Record<string, CodeEntry>;
