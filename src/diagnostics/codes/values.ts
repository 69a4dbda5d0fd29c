import type { CodeEntry } from './code-entry';

/** Codes of problems with the values of properties. */
export const valueCodes = {
  'unknown-key': {
    summary: 'The property does not exist.',
    advice:
      'docs/properties.md lists all properties. With the schemas that `towpath schema` writes, an editor completes them.',
  },
  'invalid-value': {
    summary: 'A property has a value that it does not accept.',
    advice: 'The message shows what was found and what is expected.',
  },
  'missing-value': {
    summary: 'A required property is missing.',
    advice: 'Set the property in the application, or in the environment if the environment decides it.',
  },
  'invalid-name': {
    summary: 'A name is not allowed where it is used.',
    advice: 'Names become parts of the names of Kubernetes objects, which limit length and characters.',
  },
  'decided-by-application': {
    summary: 'An environment sets a property that only the application decides.',
    advice: 'Set the property in the code of the application. It is the same in all environments.',
  },
  'decided-by-deployment': {
    summary: 'The code of an application sets a property that only an environment decides.',
    advice: 'Set the property in `environments/`. It differs from one environment to the next.',
  },
  'setting-invalid': {
    summary: 'The settings in an environment do not match the schema that the application declares.',
    advice:
      'The application declares a schema as `settings`, and environments set the values under `apps.<app>.settings`.',
  },
  'reserved-label': {
    summary: 'A label is reserved: towpath sets it, or it selects pods.',
    advice: 'Towpath and Kubernetes find objects by these labels. Choose another key.',
  },
} as const satisfies Record<string, CodeEntry>;
