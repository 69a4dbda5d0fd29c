import type { CodeEntry } from './code-entry';

/** YAML that is read. */
export const yamlCodes = {
  'yaml-syntax': { summary: 'A file is not valid YAML.', advice: 'The message says where reading stopped.' },
  'yaml-alias': {
    summary: 'An anchor, an alias or a merge key.',
    advice: 'Environment files are read by people: write the value out, or use `extends` and `defaults`.',
  },
  'yaml-duplicate-key': { summary: 'A key stands twice in one map.', advice: 'Remove one of the two.' },
  'yaml-forbidden-key': {
    summary: 'A key that programs mistake for one of their own.',
    advice: '`__proto__`, `constructor` and `prototype` are refused everywhere.',
  },
  'yaml-tag': { summary: 'A YAML tag such as `!!str`.', advice: 'Values are read as they are written; drop the tag.' },
  'yaml-several-documents': { summary: 'More than one document in a file.', advice: 'One file, one environment.' },
  'yaml-too-large': {
    summary: 'A file that is too large to be read.',
    advice: 'An environment file is at most 1 MiB.',
  },
  'yaml-too-deep': { summary: 'Values nested too deeply.', advice: 'Nothing in an environment nests that deep.' },
  'yaml-not-a-map': { summary: 'A file that is not a map.', advice: 'Start with `key: value` lines.' },
  'yaml-key-not-text': { summary: 'A key that is not text.', advice: 'Keys are plain words.' },
} as const satisfies Record<string, CodeEntry>;
