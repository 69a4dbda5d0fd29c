import type { CodeEntry } from './code-entry';

/** Deploying, and taking back. */
export const releaseCodes = {
  'field-conflict': {
    summary: 'Somebody else owns a field that a deploy would change.',
    advice:
      'Leave the field out of the application, have the other one give it up, or take it: `--force-conflicts` for all such fields, `--take-ownership` from tools that deployed these objects before.',
  },
  'object-of-another': {
    summary: 'An object of that name belongs to another application or environment.',
    advice: 'Two deploys would overwrite each other. Change the instance or the namespace of one of them.',
  },
  'object-terminating': {
    summary: 'An object that is to be deployed is being deleted.',
    advice: 'Wait until it is gone, or find out what keeps it: a finalizer, or a pod that still uses a claim.',
    isOfSystem: true,
  },
  'object-immutable': {
    summary: 'A field changes that Kubernetes takes once and never again.',
    advice: 'Nothing was written. The hint says how to come from the old object to the new one.',
  },
  'deploy-under-way': {
    summary: 'Another deploy of the same application to the same environment is running.',
    advice: 'Wait for it. One that was killed gives way by itself after some seconds.',
    isOfSystem: true,
  },
  'deploy-overtaken': {
    summary: 'Another deploy came between the plan and its execution.',
    advice: 'Nothing was written. Look at the diff again, and deploy again.',
    isOfSystem: true,
  },
  'rollout-failed': {
    summary: 'What was deployed does not come up.',
    advice:
      'The objects are in place and the old pods serve on. Mend the cause and deploy again, or `towpath rollback`.',
    isOfSystem: true,
  },
  'rollout-timeout': {
    summary: 'What was deployed did not come up in time.',
    advice: 'It may still do: `towpath status -w` shows it. A longer `--timeout` waits longer.',
    isOfSystem: true,
  },
  'release-unknown': {
    summary: 'There is no such release, or nothing of it that could be restored.',
    advice: '`towpath history -e ENV` shows those that are kept.',
  },
  'release-record-invalid': {
    summary: 'A ConfigMap that should hold a release holds something that towpath does not write.',
    advice:
      'Somebody changed or made it. Look at who may write ConfigMaps in the namespace, and delete the ConfigMap; the other releases stay. A deploy of everything goes on without it.',
  },
  'release-object-unknown': {
    summary: 'A release holds an object that its application may not have.',
    advice:
      'A rollback restores objects that the workspace declares, that the commit of the release has in `dist/`, or that stand in the cluster and belong to the application. Declare the object, or deploy the commit of that release. See docs/decisions/0025-a-release-record-is-input.md.',
  },
  'release-exceeds-rights': {
    summary: 'An object of a release may do more than the workspace declares.',
    advice:
      'Where the release is as it should be, declare what the message names in the workspace, or deploy the commit of that release. `--trust-record` does not let it through.',
  },
  'release-differs': {
    summary: 'A release is not what `dist/` has at the commit that the release names.',
    advice:
      'Look for who changed the record in the cluster. Where `dist/` was not synthesized at that commit, `--trust-record` restores the record all the same.',
  },
  'release-unverified': {
    summary: 'Git cannot tell whether a release is what was deployed.',
    advice:
      'The message says why: fetch the commit, or run in a checkout. `rollback: { verify: required }` in `towpath.yaml` makes an error of it, which `--trust-record` overrides.',
  },
  'pins-not-restored': {
    summary: 'A rollback restored the cluster, and could not edit the pins of the environment.',
    advice: 'Set them by hand with `towpath pin`, or the next deploy brings the version back that was taken back.',
  },
  'not-deployable': {
    summary: 'The application has nothing to deploy in the environment.',
    advice: 'It is disabled there, or all of its flows are. Nothing was removed: an empty assembly never prunes.',
  },
} as const satisfies Record<string, CodeEntry>;
