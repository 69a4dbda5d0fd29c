import type { CodeEntry } from './code-entry';

/** Codes of problems with references between flows, and between flows and other constructs. */
export const referenceCodes = {
  'reference-in-string': {
    summary: 'A reference was put into a plain string.',
    advice: 'A reference has a value only in an environment. Use the `text` tag: text`redis://$' + '{db.host}`.',
  },
  'reference-unresolved': {
    summary: 'A reference points to a flow or a port that does not exist.',
    advice: 'Check the id of the flow, and set its `port`.',
  },
  'reference-lost': {
    summary: 'An override or a patch changes a field of an object that other objects refer to.',
    advice:
      'Objects refer to each other by names, namespaces, labels of pods and ports. An override changes only one of the two sides. Set names, selectors and labels with `naming`, and ports with the properties of the flow, so that both sides follow.',
  },
  'value-known-later': {
    summary: 'A Pulumi output is used where the value must be known during synthesis.',
    advice:
      'Only variables of flows can be Pulumi outputs, directly or inside text`…`, and only `towpath/pulumi` can resolve them. For an environment that is written as YAML, set a plain value.',
  },
  'not-deployed-here': {
    summary: 'A construct needs an object of a flow that is external in this environment.',
    advice: "Declare the construct only where the flow is deployed: `if (db.spec.kind !== 'external')`.",
  },
  'not-scalable': {
    summary: 'An autoscaler targets a flow whose number of pods is fixed.',
    advice: 'A store keeps its data in one pod. Remove the autoscaler.',
  },
  'autoscaled-twice': {
    summary: 'Two autoscalers target the same flow.',
    advice:
      'Each would undo the changes of the other. Keep either `autoscaling` of the flow or the separate construct.',
  },
  'no-identity': {
    summary: 'A flow is given rights that its pods cannot use.',
    advice:
      'Pods call the API of the cluster as a service account with a token. Set `serviceAccount` and `serviceAccountToken: true` for the flow.',
  },
} as const satisfies Record<string, CodeEntry>;
