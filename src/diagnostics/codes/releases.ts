import type { CodeEntry } from './code-entry';

/** Codes of problems with deploys, releases and rollbacks. */
export const releaseCodes = {
  'field-conflict': {
    summary: 'Somebody else owns a field that a deploy would change.',
    advice:
      'Remove the field from the application, make the other owner release it, or take it over: with `--force-conflicts` for all such fields, or with `--take-ownership` from a tool that deployed these objects before.',
  },
  'object-of-another': {
    summary: 'An object, or a whole instance, belongs to another application, environment or workspace.',
    advice:
      'The two deploys would overwrite each other. Change `instance` or `namespace` of one of them. If this workspace replaces the other one, run `towpath deploy --take-set` once.',
  },
  'object-terminating': {
    summary: 'An object that is to be deployed is being deleted.',
    advice: 'Wait until the object is gone. If it stays, look for a finalizer, or for a pod that still uses a claim.',
    isOfSystem: true,
  },
  'object-immutable': {
    summary: 'A deploy would change a field that Kubernetes does not allow to change.',
    advice: 'Nothing was written. The hint says how to replace the old object with the new one.',
  },
  'gate-closed': {
    summary:
      'A gate of the environment is closed, and a deploy, a promotion or a deletion would change the environment.',
    advice:
      'Nothing was written. `towpath gates -e ENV` shows when the gate opens. In an emergency, `--override "why"` goes on even so, and the release or the commit records the reason; a deletion repeats it in its result. A rollback is never stopped by a gate.',
  },
  'approval-refused': {
    summary: 'An approval would not count, so none was made.',
    advice:
      'The message says why: the key is not in `environments/approvers` of the commit that is checked out, or the approver made the change. Another approver must approve it.',
  },
  'approval-unsigned': {
    summary: 'Git cannot sign an approval with an SSH key.',
    advice:
      'Set the key with `git config user.signingKey ~/.ssh/id_ed25519.pub`. Towpath signs with SSH only, because git verifies such a signature with the list of approvers alone.',
  },
  'approval-unasked': {
    summary: 'An environment has no gate `approvals`, so an approval may have no effect.',
    advice:
      'Set `gates: { approvals: 1 }` in the environment file, or ignore the warning if the release that runs has the gate.',
  },
  'version-held': {
    summary: 'A deploy, a promotion or a rollback would bring a version that is held in the environment.',
    advice:
      'Nothing was written. `towpath hold -e ENV` lists the holds with their reasons. Choose another version, or lift the hold with `towpath hold -e ENV APP --lift`. A rollback to a release that is named with `--to` is never stopped by a hold.',
  },
  'hold-unknown': {
    summary: 'A version that is to be held or released from a hold is not known.',
    advice: 'Nothing was written. `towpath hold -e ENV` lists the holds, and `towpath status -e ENV` shows what runs.',
  },
  'holds-not-read': {
    summary: 'The holds and the releases in the cluster of the target of a promotion could not be read.',
    advice:
      'The holds and the gates of the environment files were honoured. A deploy to the target reads the records of its cluster again, and refuses a held version and a closed gate.',
    isOfSystem: true,
  },
  'hold-not-written': {
    summary: 'A hold stands in the records of the cluster, but could not be written into the environment file.',
    advice:
      'Deploys honour the record of the cluster. Correct the environment file, then hold the version again with `towpath hold`, so that a promotion without the cluster honours it too.',
  },
  'deploy-taken-back': {
    summary: 'A deploy failed, and the earlier release was restored.',
    advice:
      'The pins in the environment files still name the version that failed, and this version is held in the cluster. Pin another version. If the failure had another cause, lift the hold with `towpath hold -e ENV APP --lift`.',
  },
  'deploy-not-taken-back': {
    summary: 'A deploy failed, and the earlier release could not be restored.',
    advice: 'The message says why. Restore a release with `towpath rollback`, or deploy a version that works.',
    isOfSystem: true,
  },
  'plan-not-savable': {
    summary: 'A plan cannot be saved, because it does not show the content of a Secret.',
    advice: 'What nobody can see cannot be reviewed. Create the Secret outside of the application.',
  },
  'plan-invalid': {
    summary: 'The file of `--plan` is not a plan that towpath saved.',
    advice: 'Nothing was deployed. Write the file with `towpath diff -e ENV --save FILE`.',
  },
  'plan-differs': {
    summary: 'A deploy would not do what the saved plan says.',
    advice:
      'Nothing was written. The workspace or the cluster has changed since the plan was saved. Review the diff again, and save it again.',
  },
  'output-not-shown': {
    summary: 'A failed deploy with `--logs` cannot show all output of its pods.',
    advice:
      'The message says why. If the account lacks a right, apply the Roles that `towpath rbac --logs` prints. Nothing is shown if a Secret that the application names cannot be read, because its values could not be masked.',
    isOfSystem: true,
  },
  'report-unwritable': {
    summary: 'The file of `--report` or `--save` cannot be written.',
    advice: 'Nothing was deployed. Name an ordinary file in a folder that exists.',
  },
  'deploy-under-way': {
    summary: 'Another deploy of the same application to the same environment is running.',
    advice: 'Wait for the other deploy. The lease of a deploy that was killed expires after some seconds.',
    isOfSystem: true,
  },
  'checkout-behind': {
    summary: 'The checkout may be older than what runs in the environment.',
    advice:
      'The message names the commit that runs. Update the checkout, or continue if the deploy is meant to go back. In a shallow clone git cannot tell: fetch the history (`git fetch --unshallow`).',
  },
  'deploy-overtaken': {
    summary: 'Another deploy changed the environment after this deploy was planned.',
    advice: 'Nothing was written. Look at the diff again, and deploy again.',
    isOfSystem: true,
  },
  'rollout-failed': {
    summary: 'A deployed object does not become ready.',
    advice:
      'The objects were applied. During a rolling update, the old pods keep running. Fix the cause and deploy again, or use `towpath rollback`.',
    isOfSystem: true,
  },
  'rollout-timeout': {
    summary: 'A deployed object did not become ready in time.',
    advice: 'It may still become ready. Watch it with `towpath status -w`, or deploy with a longer `--timeout`.',
    isOfSystem: true,
  },
  'release-unknown': {
    summary: 'The release does not exist, or holds nothing that can be restored.',
    advice: '`towpath history -e ENV` lists the releases that the cluster keeps.',
  },
  'release-not-stored': {
    summary: 'The objects of a release are too large to be stored.',
    advice:
      'The deploy succeeded, but a rollback cannot restore this release. A release holds up to 32 MiB of objects, and about 10 MiB compressed. Move large files out of ConfigMaps.',
  },
  'claim-keeps-size': {
    summary: 'A rollback keeps a claim that has grown since the release.',
    advice: 'A claim cannot shrink. Declare the size that the claim has now.',
  },
  'disk-starts-empty': {
    summary: 'A StatefulSet replaces a Deployment with a claim, and starts with an empty disk.',
    advice: 'The old claim stays. The hint has the commands that give its volume to the StatefulSet.',
  },
  'nothing-to-roll-back': {
    summary: 'A rollback that names no application finds no application whose newest release failed.',
    advice: 'Nothing was changed. Name the application to restore an earlier release of a healthy one.',
  },
  'release-record-invalid': {
    summary: 'A ConfigMap that should hold a release has content that towpath did not write.',
    advice:
      'Somebody created or changed the ConfigMap. Check who may write ConfigMaps in the namespace, and delete this one. The other releases stay. A deploy of the whole environment continues without it.',
  },
  'release-object-unknown': {
    summary: 'A release holds an object that is not known to belong to its application.',
    advice:
      'A rollback restores an object only if the workspace declares it, if `dist/` has it at the commit of the release, or if it is in the cluster and belongs to the application. Declare the object, or deploy the commit of that release. See docs/decisions/0025-a-release-record-is-input.md.',
  },
  'release-exceeds-rights': {
    summary: 'An object of a release has more rights than the workspace declares.',
    advice:
      'If the release is genuine, declare in the workspace what the message names, or deploy the commit of that release. `--trust-record` does not turn this check off.',
  },
  'release-differs': {
    summary: 'A release differs from `dist/` at the commit that the release names.',
    advice:
      'Find out who changed the record in the cluster. If `dist/` was out of date at that commit, use `--trust-record` to restore the record anyway.',
  },
  'release-unverified': {
    summary: 'Git cannot confirm that a release is what was deployed.',
    advice:
      'The message says why. Fetch the commit, or run the command in a checkout. With `rollback: { verify: required }` in `towpath.yaml` this is an error, which `--trust-record` turns off.',
  },
  'pins-not-restored': {
    summary: 'A rollback restored the cluster, but could not edit the pins in the environment file.',
    advice: 'Set the pins that the message lists with `towpath pin`. Otherwise the next deploy undoes the rollback.',
  },
  'pin-kept': {
    summary: 'A rollback restored a release without a version, and left a pin in the environment file.',
    advice:
      'The pin still names the version that was rolled back. Set the version that the flows should have with `towpath pin`, or remove the pin. Otherwise the next deploy undoes the rollback, or is refused because the version is held.',
  },
  'not-deployable': {
    summary: 'The application has no objects in the environment.',
    advice:
      'The application or all of its flows are disabled there. Nothing was deleted: a deploy without objects never prunes.',
  },
} as const satisfies Record<string, CodeEntry>;
