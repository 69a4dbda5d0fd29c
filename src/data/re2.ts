import type { RE2JS } from 're2js';

/**
 * A regular expression as Kubernetes reads it; undefined for a pattern that RE2 does not accept. The work of RE2 grows
 * linearly with the text; the same pattern in JavaScript can run for hours.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function re2Pattern(pattern: string): RE2JS | undefined {
  // The library is large, and few commands need it.
  const { RE2JS } = require('re2js') as typeof import('re2js');
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
