import type { CodeEntry } from './code-entry';

/** Codes of problems in YAML files that towpath reads. */
export const yamlCodes = {
  'yaml-syntax': { summary: 'A file is not valid YAML.', advice: 'The message says where reading stopped.' },
  'yaml-alias': {
    summary: 'A file uses an anchor, an alias or a merge key.',
    advice: 'Write the value in full, or use `extends` and `defaults` to share it.',
  },
  'yaml-duplicate-key': { summary: 'A map has the same key twice.', advice: 'Remove one of the two entries.' },
  'yaml-forbidden-key': {
    summary: 'A key has a special meaning in JavaScript.',
    advice: 'Use another key. `__proto__`, `constructor` and `prototype` are refused everywhere.',
  },
  'yaml-tag': {
    summary: 'A value has a YAML tag such as `!!str`.',
    advice: 'Remove the tag. Towpath reads values as they are written.',
  },
  'yaml-several-documents': {
    summary: 'A file holds more than one YAML document.',
    advice: 'Put each environment into a file of its own.',
  },
  'yaml-too-large': {
    summary: 'A file is too large.',
    advice: 'Keep each environment file at 256 KiB or less.',
  },
  'yaml-too-deep': {
    summary: 'Values are nested too deeply.',
    advice: 'No property needs such depth. Check the indentation.',
  },
  'yaml-not-a-map': { summary: 'The content of a file is not a map.', advice: 'Write the file as `key: value` lines.' },
  'yaml-key-not-text': { summary: 'A key is not text.', advice: 'Use plain words as keys.' },
} as const satisfies Record<string, CodeEntry>;
