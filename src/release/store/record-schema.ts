import { z } from 'zod';
import { digestText, dnsLabel, objectNameText, tagText } from '../../model/formats';
import { parseImage } from '../../model/image-reference';
import { kinds } from '../../model/kinds';

const longestText = 1024;

/** Text that is shown on terminals: it has no control characters and a limited length. */
export const shownText: z.ZodString = z
  .string()
  .min(1, 'text')
  .max(longestText, `at most ${longestText} characters`)
  .regex(/^\P{C}*$/u, 'text without control characters');

/** The id of a flow or an image. Code may choose it more freely than environment files can name it. */
const id = z.string().regex(/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/, 'a name of letters, digits, `.`, `_` and `-`');

/** A full object id of git, in SHA-1 or SHA-256. A commit is passed to git in this form alone. */
export const fullCommit: RegExp = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const source = {
  commit: z
    .string()
    // An earlier towpath wrote short ids, with `-dirty` behind them. They are shown, and git is not asked about them.
    .regex(/^[0-9a-f]{7,64}(-dirty)?$/, 'the id of a commit')
    .optional(),
  dirty: z.literal(true).optional(),
};

const image = z.string().refine((text) => parseImage(text) !== undefined, 'the name of an image');

const flow = z.strictObject({
  kind: z.enum(Object.keys(kinds) as [string, ...string[]]),
  image: image.optional(),
  tag: tagText.optional(),
  digest: digestText.optional(),
  builds: id.optional(),
  external: shownText.optional(),
  ...source,
});

/** A revision: a whole number from 1. The limit is beyond any number of deploys, and small enough to be increased. */
const revision = z
  .int('a whole number')
  .min(1)
  .max(2 ** 31 - 1);

/** The content of a record. The interface `Release` says what each field means. */
export const releaseSchema = z
  .strictObject({
    revision,
    application: dnsLabel,
    environment: shownText,
    instance: dnsLabel,
    state: z.enum(['started', 'deployed', 'failed']),
    at: z.iso.datetime('a time in UTC'),
    by: shownText,
    ...source,
    reason: shownText.optional(),
    restores: revision.optional(),
    flows: z.record(id, flow),
    ran: z.array(objectNameText),
  })
  .refine(({ revision: own, restores }) => restores === undefined || restores < own, {
    path: ['restores'],
    message: 'the number of an earlier release',
  });

const texts = z.record(z.string(), z.string('text'));

const manifest = z.looseObject({
  apiVersion: z.string().regex(/^([a-z0-9.-]+\/)?[a-z0-9-]+$/, 'a version such as `apps/v1`'),
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'a kind'),
  metadata: z.looseObject({
    // Names of roles may contain colons and capitals.
    name: z.string().regex(/^(?!\.{1,2}$)[\w.:-]{1,253}$/, 'the name of an object'),
    namespace: dnsLabel.optional(),
    labels: texts.optional(),
    annotations: texts.optional(),
  }),
});

const releasedObject = z
  .strictObject({
    flow: id.optional(),
    path: z.string().regex(/^\P{C}*$/u, 'a path'),
    after: z.array(z.string()),
    needs: z.array(id),
    runsOnce: z.boolean(),
    manifest,
  })
  .refine(({ runsOnce, manifest: { kind } }) => !runsOnce || kind === 'Job', {
    path: ['runsOnce'],
    message: '`true` only for a Job',
  });

/** One of the rendered objects of a release. */
export const releasedObjectSchema = releasedObject;

/** A text that others choose, such as a user name, in the form that a record may hold. */
export function recordable(text: string): string {
  return text.slice(0, longestText).replace(/\p{C}/gu, '\ufffd') || 'nobody';
}
