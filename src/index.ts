export { Application, type ApplicationProps, type FlowHandle } from './constructs/application';
export { Flow, type FlowProps } from './constructs/flow';
export {
  ServiceFlow,
  type ServiceFlowProps,
  StoreFlow,
  type StoreFlowProps,
  WorkerFlow,
  type WorkerFlowProps,
} from './constructs/flows';
export { environment } from './constructs/resolver';
export { type Issue, TowpathError } from './diagnostics';
export type { Environment } from './environments/environment';
export type { EnvironmentProps } from './environments/environment-types';
export type { Naming } from './kubernetes/naming';
export type { DefaultsDate } from './spec/defaults';
export type { FlowSpec } from './spec/flow-spec';
export type { BuiltImage } from './spec/image';
export { type Reference, type Text, type Token, text } from './spec/reference';
