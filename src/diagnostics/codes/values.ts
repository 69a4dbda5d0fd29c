import type { CodeEntry } from './code-entry';

/** Values that are said. */
export const valueCodes = {
  'unknown-key': {
    summary: 'A property that does not exist.',
    advice: 'Properties are listed in the schema that `towpath schema` writes, and an editor completes them.',
  },
  'invalid-value': {
    summary: 'A value that a property cannot have.',
    advice: 'The message shows what was found and what is expected.',
  },
  'missing-value': {
    summary: 'A property that must be said is missing.',
    advice: 'Say it in the application, or in the environment where the environment decides it.',
  },
  'invalid-name': {
    summary: 'A name that cannot be used where it stands.',
    advice: 'Names end up in Kubernetes objects, whose names are limited in length and letters.',
  },
  'decided-by-application': {
    summary: 'An environment sets what only the application decides.',
    advice: 'What is the same wherever the application runs belongs in its code.',
  },
  'decided-by-deployment': {
    summary: 'Application code sets what only an environment decides.',
    advice: 'What differs from one environment to the next belongs in `environments/`, so that the code is free of it.',
  },
  'setting-invalid': {
    summary: 'The settings that an environment gives do not fit what the application declares.',
    advice: 'The application passes a schema as `settings`; environments fill it under `apps.<app>.settings`.',
  },
  'reserved-label': {
    summary: 'A label that towpath sets itself, or that selects pods.',
    advice: 'Objects are found by these labels. Choose another key.',
  },
} as const satisfies Record<string, CodeEntry>;
