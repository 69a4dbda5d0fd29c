import { z } from 'zod';
import { digestPattern, parseImage, tagPattern } from './image-reference';

/** Creates the schema of a whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number): z.ZodType<number> {
  return z.int(`a whole number from ${min} to ${max}`).min(min).max(max);
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const quantity: z.ZodString = z
  .string()
  .regex(
    /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/,
    'a quantity such as 500m, 0.5, 256Mi or 10Gi',
  );

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel: z.ZodString = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'at most 63 of a-z, 0-9 and `-`, not at either end');

const prefixed = /^([a-z0-9]([a-z0-9-.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey: z.ZodString = z.string().regex(prefixed, 'a label key such as team or example.org/team');
export const labelValue: z.ZodString = z
  .string()
  .regex(
    /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/,
    'at most 63 of letters, digits, `.`, `_`, `-`, not at either end',
  );

const placeholder = /\{(app|instance|env|flow)\}/g;
const withPlaceholders = 'which can contain {app}, {instance}, {env} and {flow}';

/** A pattern for the values of a label. */
export const labelPattern: z.ZodString = z
  .string()
  .refine(
    (pattern) => labelValue.safeParse(pattern.replace(placeholder, 'x')).success,
    `the value of a label, ${withPlaceholders}`,
  );

/** @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#envvar-v1-core */
export const envName: z.ZodString = z
  .string()
  .regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, 'letters, digits, `_`, `-` and `.`, not starting with a digit');

export const absolutePath: z.ZodString = z.string().regex(/^\/[^:\0]*$/, 'an absolute path such as /data');

/** The name of an image that others build. It must have a tag or a digest. */
export const imageText: z.ZodString = z.string().refine((name) => {
  const image = parseImage(name);
  return image?.tag !== undefined || image?.digest !== undefined;
}, 'an image with a tag or digest, such as redis:7.4');

export const tagText: z.ZodString = z
  .string()
  .regex(tagPattern, 'a tag: letters, digits, `_`, `.` and `-`, at most 128, not starting with `.` or `-`');
export const digestText: z.ZodString = z.string().regex(digestPattern, 'a digest such as sha256: and 64 hex digits');

/** The expected format of `countOrPercent`. @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable */
const countOrShare = 'a whole number, or a share such as 25%';
export const countOrPercent: z.ZodType<number | string> = z.union(
  [z.int(countOrShare).min(0, countOrShare), z.string(countOrShare).regex(/^\d+%$/, countOrShare)],
  { error: countOrShare },
);

/** @see https://kubernetes.io/docs/reference/networking/virtual-ips/ and RFC 6335, 5.1 */
export const portNumber: z.ZodType<number> = wholeNumber(1, 65535);
export const portName: z.ZodString = z
  .string()
  .regex(
    /^(?=.{1,15}$)(?!.*--)[a-z0-9-]*[a-z][a-z0-9-]*$/,
    'a port name: at most 15 of a-z, 0-9 and `-`, with a letter, no `--`',
  )
  .regex(/^[^-].*[^-]$|^[^-]$/, 'a port name without `-` at either end');

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const objectNamePattern = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const objectNameText: z.ZodString = z
  .string()
  .regex(objectNamePattern, 'the name of an object: a-z, 0-9, `-` and `.`');

/** A pattern for the names of objects. */
export const namePattern: z.ZodString = z
  .string()
  .refine(
    (pattern) => objectNamePattern.test(pattern.replace(placeholder, 'x')),
    `the name of an object, ${withPlaceholders}`,
  );

/** Creates the schema of an object's name. `plainProps` has already replaced an object in code by its name. */
export function nameOf(what: string): z.ZodString {
  return z.string(what).regex(objectNamePattern, `${what}: a-z, 0-9, \`-\` and \`.\``);
}
export const secretName: z.ZodString = nameOf('a Secret, or the name of one');
export const configName: z.ZodString = nameOf('a ConfigMap, or the name of one');

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/ */
export const fileKey: z.ZodString = z
  .string()
  .regex(/^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/, 'a key: letters, digits, `-`, `_` and `.`');

/** A relative path without `..`, so that it stays inside its volume. */
export const relativePath: z.ZodString = z
  .string()
  .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$)).+$/, 'a relative path without `..`');
