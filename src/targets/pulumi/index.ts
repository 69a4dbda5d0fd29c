import './require-peers';

export { ApplicationComponent, type ApplicationComponentProps } from './application-component';
export type { FlowVariables } from './build';
export { type DeployWorkspaceProps, deployWorkspace } from './deploy-workspace';
export { FlowComponent } from './flow-component';
