/**
 * The kinds of flows. `runs` says whether their pods run all the time or until they complete. This file is loaded with
 * every application, so it does not import the properties of the kinds.
 */
const traits = {
  service: { runs: 'always' },
  worker: { runs: 'always' },
  store: { runs: 'always' },
  job: { runs: 'to completion' },
  schedule: { runs: 'to completion' },
} as const satisfies Record<string, { readonly runs: 'always' | 'to completion' }>;

export type FlowKind = keyof typeof traits;

export const flowKinds = Object.keys(traits) as readonly FlowKind[];

/** A kind of flow whose pods run all the time. */
export type LongRunningKind = {
  [Kind in FlowKind]: (typeof traits)[Kind]['runs'] extends 'always' ? Kind : never;
}[FlowKind];

export const longRunningKinds: readonly FlowKind[] = flowKinds.filter((kind) => traits[kind].runs === 'always');

/** The kinds of flows whose pods run until they complete. */
export const completingKinds: readonly FlowKind[] = flowKinds.filter((kind) => traits[kind].runs === 'to completion');
