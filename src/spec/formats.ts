import { z } from 'zod';
import { digestPattern, parseImage, tagPattern } from './image-reference';

/** A whole number within bounds, both included. */
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

/** @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#envvar-v1-core */
export const envName: z.ZodString = z
  .string()
  .regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, 'letters, digits, `_`, `-` and `.`, not starting with a digit');

export const absolutePath: z.ZodString = z.string().regex(/^\/[^:\0]*$/, 'an absolute path such as /data');

/** Someone else's image: it must carry a tag or a digest. */
export const imageText: z.ZodString = z.string().refine((name) => {
  const image = parseImage(name);
  return image?.tag !== undefined || image?.digest !== undefined;
}, 'an image with a tag or digest, such as redis:7.4');

export const tagText: z.ZodString = z
  .string()
  .regex(tagPattern, 'a tag: letters, digits, `_`, `.` and `-`, at most 128, not starting with `.` or `-`');
export const digestText: z.ZodString = z.string().regex(digestPattern, 'a digest such as sha256: and 64 hex digits');
