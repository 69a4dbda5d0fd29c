import type { CodeEntry } from './code-entry';

/** Codes of problems with promotions, and with git and the forges that promotions use. */
export const promotionCodes = {
  'promotion-source-unclear': {
    summary: 'It is not clear from which environment a version is to be promoted.',
    advice: 'Name the environment with `--from`. `promotesFrom` in the environment file says which ones are possible.',
  },
  'promotion-skips-environment': {
    summary: 'The target does not promote from the source, so the promotion would skip an environment.',
    advice:
      'Promote to the next environment first, add the source to `promotesFrom` of the target, or use `--skip-environments`.',
  },
  'promotion-not-ready': {
    summary: 'A flow does not run in the source, or is not ready there.',
    advice:
      'Nothing was promoted, because a promotion is done as a whole or not at all. Wait or fix the flow, leave it out by naming the other flows, or take what is pinned in the source with `--pins`.',
  },
  'promotion-source-missing': {
    summary: 'The source has no version of an image that the target runs.',
    advice: 'The flow runs only in the target. Leave it out by naming other flows, or set its pin with `towpath pin`.',
  },
  'promotion-target-missing': {
    summary: 'The target does not run a flow that was to be promoted, or runs it without an image of the application.',
    advice:
      'The flow is disabled or external in the target, or runs an image that others build. This is a warning for a flow that was not named.',
  },
  'promotion-of-branch': {
    summary: 'The source runs the tag of a branch, whose version changes with each build.',
    advice:
      'A promotion takes the digest that the pods report, or the tag of git on the commit that was deployed. Neither is known here. Tag the commit and fetch the tag, or deploy a released tag to the source.',
  },
  'promotion-without-digest': {
    summary: '`--digest` was given, and the digest that runs in the source is not known.',
    advice:
      'Pods report a digest only if the image came from a registry, and all pods of a flow must report the same one.',
  },
  'promotion-backwards': {
    summary: 'A promotion would replace a version by an older one.',
    advice:
      'Git decides which of two tags is older, else their numbers do. Use `--allow-downgrade` if the older version is wanted.',
  },
  'promotion-differs-from-pin': {
    summary: 'The source runs another version than its environment file pins.',
    advice:
      'The version that runs is promoted. Somebody changed the cluster, or the pin was not deployed yet: compare with `towpath diff`.',
  },
  'promotion-replaces-hotfix': {
    summary: 'The target has a version that was never in the source, such as a hotfix.',
    advice:
      'The promotion replaces it. Check that the promoted version contains the fix. Git decides if it knows both versions; `towpath status` names such versions in all environments.',
  },
  'promotion-unplaceable': {
    summary: 'The pins of the target cannot have exactly the versions of the promotion.',
    advice:
      'An image that only sidecars or init containers run has one version in an application. Give the flows the same version of it in the source first.',
  },
  'promotion-overtaken': {
    summary: 'An environment file was changed while a promotion was prepared.',
    advice: 'Nothing was written. Somebody promoted or pinned at the same time. Run the command again.',
  },
  'commit-without-tag': {
    summary: 'No tag of git stands on the checked-out commit.',
    advice:
      'Tag the commit and build its images, or check out the tag. A clone in CI often lacks tags: `git fetch --tags`.',
  },
  'output-stale': {
    summary:
      'The output folder is not what the workspace declares. A promotion would bring other changes with it, and an approval would be about something that nobody can have reviewed.',
    advice: 'Run `towpath synth`, look at what changes, and commit it first.',
  },
  'git-unavailable': {
    summary: 'The workspace is not in a git checkout with a commit, or git is not installed.',
    advice: 'Without git, a promotion can edit files and deploy. `--commit` and what follows it need a checkout.',
  },
  'git-refused': {
    summary: 'Git did not carry out a command.',
    advice: 'The message is that of git. Fix the cause, and run the same command again: it goes on where it stopped.',
    isOfSystem: true,
  },
  'git-locked': {
    summary: 'A lock file of git stands in the way.',
    advice:
      'Another git works in this repository, or one that was killed left the file. Wait until no other git runs, remove the file that the message names, and run the same command again.',
    isOfSystem: true,
  },
  'tree-dirty': {
    summary: 'The checkout has changes that do not belong to the promotion, or that an approval would not cover.',
    advice:
      'A commit of a promotion contains nothing else. Commit or stash the other changes first. Changes that an interrupted run of the same promotion left are no obstacle.',
  },
  'head-detached': {
    summary: 'No branch is checked out, so a commit would belong to no branch.',
    advice: 'Check out a branch, or name a new one with `--branch`.',
  },
  'branch-unusable': {
    summary: 'The branch of a promotion cannot be used.',
    advice: 'The message says why: the name is not valid, or the branch exists and is not checked out.',
  },
  'remote-unclear': {
    summary: 'It is not clear to which remote repository a branch is to be pushed.',
    advice: 'Add a remote named `origin`, or set the remote of the branch: `git config branch.NAME.remote REMOTE`.',
  },
  'push-rejected': {
    summary: 'The remote repository did not accept a push.',
    advice:
      'Usually the branch has commits that this checkout lacks, as after another promotion. Get them with `git pull --rebase`, and run the same command again.',
    isOfSystem: true,
  },
  'forge-unavailable': {
    summary: 'No program that opens pull requests is installed.',
    advice:
      'Install `gh` (GitHub) or `glab` (GitLab). The branch is pushed, so the pull request can also be opened in the browser.',
    isOfSystem: true,
  },
  'forge-refused': {
    summary: 'The program that opens pull requests failed.',
    advice: 'The message is that of `gh` or `glab`. Fix the cause, and run the same command again.',
    isOfSystem: true,
  },
} as const satisfies Record<string, CodeEntry>;
