import { subdomain } from './object-name';

/**
 * The keys of labels and annotations, and other names with a prefix.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const qualifiedNamePattern = new RegExp(
  String.raw`^((?=[^/]{1,253}/)${subdomain}/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$`,
);

/**
 * The values that a label can have.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const labelValuePattern = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

export const labelValueForm = 'at most 63 of letters, digits, `.`, `_`, `-`, not at either end';
