import type { CodeEntry } from './code-entry';

/** References from flow to flow, and from constructs beside them. */
export const referenceCodes = {
  'reference-in-string': {
    summary: 'A reference was put into a plain string.',
    advice: 'Its value is known only in an environment. Use the `text` tag: text`redis://$' + '{db.host}`.',
  },
  'reference-unresolved': {
    summary: 'A reference leads nowhere.',
    advice: 'The flow does not exist, or listens on no port.',
  },
  'value-known-later': {
    summary: 'An output of Pulumi stands where only a value that is known now can stand.',
    advice:
      'Variables of flows may be outputs, as they are or inside text`…`, and only the target `towpath/pulumi` knows them. Give the environment that is written as YAML a value of its own.',
  },
  'not-deployed-here': {
    summary: 'A construct needs what a flow has only where it is deployed, and here it is external.',
    advice: "Declare the construct only where the flow runs: `if (db.spec.kind !== 'external')`.",
  },
  'not-scalable': {
    summary: 'An autoscaler over a flow whose number of pods is fixed.',
    advice: 'A store keeps its data in one pod. Leave the autoscaler out.',
  },
  'autoscaled-twice': {
    summary: 'Two autoscalers over one flow.',
    advice: 'Each would undo what the other does. Keep one: `autoscaling` of the flow, or a construct beside it.',
  },
  'no-identity': {
    summary: 'Rights are given to a flow whose pods cannot use them.',
    advice: 'Pods act on the cluster as a service account, with its token. Give the flow one.',
  },
} as const satisfies Record<string, CodeEntry>;
