import './targets/kubernetes/object-builder';

export { Application } from './applications/application';
export type { ApplicationProps } from './applications/application-props';
export type { Config, ConfigProps } from './applications/config';
export { Flow, type FlowProps } from './applications/flow';
export type { FlowHandle } from './applications/flow-handle';
export * from './applications/flows';
export { environment } from './applications/resolver';
export type { Secret } from './applications/secret';
export type { SharedVolume, SharedVolumeProps } from './applications/shared-volume';
export { type Issue, TowpathError } from './diagnostics';
export type { Environment } from './environments/environment';
export type { EnvironmentProps } from './environments/environment-types';
export type { DefaultsDate } from './model/defaults';
export type { FlowSpec } from './model/flow-spec';
export type { BuiltImage } from './model/image';
export type { NamedResource } from './model/named-resource';
export type { Naming } from './model/naming';
export { type Reference, type Text, type Token, text } from './model/reference';
export type { Projection, Variable, VariableSource } from './model/variable';
export type { Loss } from './targets/losses';
export type { Target, TargetInput, TargetOutput, TargetWriter, Unit } from './targets/target';

import type { SynthOptions, SynthResult } from './actions/synth/synth';

export type { SynthOptions, SynthResult };

/**
 * Writes what the workspace declares, and only what changed: `await synth()` is `towpath synth`.
 * @throws TowpathError with everything that is wrong; then nothing was written
 */
export async function synth(options: SynthOptions = {}): Promise<SynthResult> {
  // Loaded here, so that `import 'towpath'` in an application costs no more than its constructs.
  return (await import('./actions/synth/synth')).synth(options);
}
