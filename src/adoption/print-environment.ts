import { stringify } from 'yaml';
import type { Fields } from '../equivalence/fields';
import { isEmpty } from './values';

/** Prints an environment file. */
export function printEnvironment(content: Fields): string {
  if (isEmpty(content)) return '{}\n';
  return stringify(content, { version: '1.2', lineWidth: 0, aliasDuplicateObjects: false });
}
