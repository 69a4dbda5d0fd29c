import { z } from 'zod';
import { dnsLabel } from '../model/formats';
import { digestPattern, tagPattern } from '../model/image-reference';
import { byDeployment, type Properties } from '../model/property';

/** A version as a hold names it: a tag, a digest, or `TAG@DIGEST`. */
export const heldVersionText: z.ZodString = z
  .string()
  .refine(isVersion, 'a tag, a digest (sha256: and 64 hex digits), or TAG@DIGEST') as z.ZodString;

const longestWhy = 1024;

/** Text that is shown on terminals, such as a reason. */
const line = (expected: string) =>
  z
    .string()
    .min(1, expected)
    .max(longestWhy, `at most ${longestWhy} characters`)
    .regex(/^\P{C}*$/u, 'one line without control characters');

/** What is known of a hold beside its version. */
export const holdEntry: z.ZodObject<{ why: z.ZodString; by: z.ZodString; at: z.ZodISODateTime }> = z.strictObject({
  why: line('a text that says why'),
  by: line('a text that says who'),
  at: z.iso.datetime('a time in UTC such as 2026-11-28T09:30:00Z'),
});

/** The versions that an environment may not get. */
export const holdProperties: Properties = {
  holds: byDeployment(
    z.record(dnsLabel, z.record(heldVersionText, holdEntry.nullable()).nullable()),
    'Versions that no deploy and no promotion may bring, by image: `app: { v3: { why: loses orders, by: ada, at: 2026-11-28T09:30:00Z } }`. `towpath hold` writes them, and so does a rollback.',
  ),
};

function isVersion(text: string): boolean {
  const [first = '', second, ...others] = text.split('@');
  if (others.length > 0) return false;
  if (second === undefined) return tagPattern.test(first) || digestPattern.test(first);
  return tagPattern.test(first) && digestPattern.test(second);
}
