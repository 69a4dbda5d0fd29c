/**
 * Every verb of the command line as a function. Importing this entry loads the code that reads workspaces and
 * clusters; `import 'towpath'` loads only the constructs.
 */

export type { Credential } from '../adoption/credentials';
export type { Hotfix } from '../promotion/hotfixes';
export { type AdoptResult, adopt } from './adopt/adopt';
export type { AdoptOptions } from './adopt/adopt-options';
export { type Approval, type ApproveOptions, approve } from './approve/approve';
export { type DeleteOptions, type DeletePreview, type DeleteResult, deleteApplication } from './delete/delete';
export {
  type DeployOptions,
  type DeployResult,
  deploy,
  type PreviewDeployOptions,
  previewDeploy,
} from './deploy/deploy';
export { type DeployStep, type DeploySteps, type DeployStepsOptions, deploySteps } from './deploy/deploy-steps';
export { initialEnvironment } from './deploy/initial-environment';
export type { PlanEnvironmentOptions } from './deploy/plans';
export type { FindDeploymentsOptions } from './deployments/clusters';
export type { AppliedBy, Deployment, DeploymentState } from './deployments/deployment';
export { type FoundDeployments, findDeployments } from './deployments/find-deployments';
export { type DiffBaseOptions, diffBase, type FieldChange, type FileChange, type ObjectChange } from './diff/diff';
export { type DiffLiveOptions, diffLive, type EnvironmentDiff } from './diff/diff-live';
export { type DiffReleasesOptions, diffReleases } from './diff/diff-releases';
export type { LiveChange, LiveDiff, LiveField, ObjectDiff } from './diff/live';
export { parsePlan } from './diff/parse-plan';
export type { SavedPlan } from './diff/saved-plan';
export { type ExplainedLayer, type ExplainOptions, type Explanation, explain } from './explain/explain';
export {
  type ComparedFlow,
  type CompareFlowsOptions,
  compareFlows,
  type FlowComparison,
} from './flows/compare-flows';
export { type FlowDeploymentEntry, type FlowEntry, findFlows } from './flows/flows';
export type { FlowDifference } from './flows/match-flows';
export { type EnvironmentGates, type GatesOptions, gates } from './gates/gates';
export type { Commit, Commits } from './git/history';
export type { CommittedPromotion } from './history/committed-promotions';
export { type History, type HistoryEntry, type HistoryOptions, history } from './history/history';
export type { DeliveryMeasures, Median } from './history/measures';
export { type DeliveryMetrics, metrics } from './history/metrics';
export type { ReleasePinChange as ReleasedPinChange } from './history/pin-changes';
export {
  type FoundReleases,
  type ReleaseDetails,
  type ReleaseDetailsOptions,
  releaseDetails,
} from './history/release-details';
export {
  type EnvironmentHolds,
  type HoldOptions,
  type HoldResult,
  type HoldsOptions,
  hold,
  holds,
  type LiftHoldOptions,
  liftHold,
} from './hold/hold';
export { type InitResult, init } from './init/init';
export type { InitOptions } from './init/init-plan';
export { type InitPreview, previewInit } from './init/preview-init';
export { type InitProposal, type ProposeInitOptions, proposeInit } from './init/propose-init';
export type { PinChange } from './pin/edited-files';
export { type PinOptions, type PinResult, pin } from './pin/pin';
export { type PinTagOptions, pinTag } from './pin/pin-tag';
export { deployedAddress, type PortalAddressOptions } from './portal/deployed-address';
export { type PortalDeployment, portalDeployments } from './portal/portal-deployments';
export { type PortalFiles, writePortalFiles } from './portal/portal-files';
export { type PortalFlow, portalFlows } from './portal/portal-flows';
export { type PromoteResult, promote } from './promote/promote';
export type { PromoteOptions } from './promote/promote-options';
export type { Promotion, VersionCommits } from './promote/promotion';
export { type RbacOptions, type RbacResult, rbac } from './rbac/rbac';
export type { VerifiedPart } from './rollback/committed/verified';
export type { PendingChange } from './rollback/pending-changes';
export { type RollbackResult, rollback } from './rollback/rollback';
export { deployOrRollBack } from './rollback/rollback-on-failure';
export type { RestoreChecks, RollbackOptions, RollbackPreview } from './rollback/rollback-options';
export { type SchemaOptions, type SchemaResult, schema } from './schema/schema';
export { type ApplicationDrift, type DeploymentStatus, type FlowStatus, type Status, status } from './status/status';
export type { EnvironmentHold } from './status/status-holds';
export { type WatchStatusOptions, watchStatus } from './status/watch-status';
export type { WatchedSynth } from './synth/rounds';
export { checkSynth, type SynthOptions, type SynthResult, synth, synthToText } from './synth/synth';
export { type WatchSynthOptions, watchSynth } from './synth/watch-synth';
export { type ValidateOptions, type ValidateResult, validate } from './validate/validate';
