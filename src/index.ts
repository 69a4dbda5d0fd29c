import './kubernetes/object-builder';

export { Application, type ApplicationProps, type FlowHandle } from './constructs/application';
export type { Config, ConfigProps } from './constructs/config';
export { Flow, type FlowProps } from './constructs/flow';
export {
  JobFlow,
  type JobFlowProps,
  ScheduleFlow,
  type ScheduleFlowProps,
  ServiceFlow,
  type ServiceFlowProps,
  StoreFlow,
  type StoreFlowProps,
  WorkerFlow,
  type WorkerFlowProps,
} from './constructs/flows';
export { environment } from './constructs/resolver';
export type { Secret } from './constructs/secret';
export type { SharedVolume, SharedVolumeProps } from './constructs/shared-volume';
export { type Issue, TowpathError } from './diagnostics';
export type { Environment } from './environments/environment';
export type { EnvironmentProps } from './environments/environment-types';
export type { DefaultsDate } from './spec/defaults';
export type { FlowSpec } from './spec/flow-spec';
export type { BuiltImage } from './spec/image';
export type { NamedResource } from './spec/named-resource';
export type { Naming } from './spec/naming';
export { type Reference, type Text, type Token, text } from './spec/reference';
export type { Projection, Variable, VariableSource } from './spec/variable';
