import { z } from 'zod';
import { largestAnnotations, sizeOfAnnotations } from '../kubernetes/annotations';
import { labelValueForm, labelValuePattern, qualifiedNamePattern } from '../kubernetes/label-value';
import { dnsLabelPattern, objectNamePattern } from '../kubernetes/object-name';
import { isAddress, isRange } from './addresses';
import { digestPattern, parseImage, tagPattern } from './image-reference';
import { billionthsOf } from './quantity';

/** Creates the schema of a whole number from `min` to `max`, both included. */
export function wholeNumber(min: number, max: number): z.ZodType<number> {
  return z.int(`a whole number from ${min} to ${max}`).min(min).max(max);
}

/** Creates the schema of a text with two parts: its form, and a condition that is checked if the form is right. */
function textWhere(pattern: RegExp, accepts: (text: string) => boolean, expected: string): z.ZodString {
  return z.string(expected).regex(pattern, { error: expected, abort: true }).refine(accepts, expected);
}

const quantityPattern = /^\+?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;

/** A quantity of 0 or more. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const quantity: z.ZodString = z
  .string()
  .regex(quantityPattern, 'a quantity such as 500m, 0.5, 256Mi or 10Gi, which is not negative');

/** A quantity of more than 0. */
export const size: z.ZodString = textWhere(
  quantityPattern,
  (text) => billionthsOf(text) > 0n,
  'a size of more than 0, such as 256Mi or 10Gi',
);

/** A number of devices, which Kubernetes reads as a quantity. */
export const deviceCount: z.ZodString = textWhere(
  quantityPattern,
  (text) => billionthsOf(text) % 1_000_000_000n === 0n && billionthsOf(text) < 2n ** 53n * 1_000_000_000n,
  'a whole number of devices, such as 1',
);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const dnsLabel: z.ZodString = z
  .string()
  .regex(dnsLabelPattern, 'at most 63 of a-z, 0-9 and `-`, not at either end');

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const labelKey: z.ZodString = z
  .string()
  .regex(qualifiedNamePattern, 'a label key such as team or example.org/team');
/** Kubernetes puts `requests.` before the name in a quota, and the two together are at most 253 characters. */
const longestPrefixOfDevice = 253 - 'requests.'.length;

/** A name with a prefix that is no part of Kubernetes itself, such as that of a device. */
export const deviceName: z.ZodString = textWhere(
  qualifiedNamePattern,
  (name) => name.includes('/') && !name.startsWith('requests.') && name.indexOf('/') <= longestPrefixOfDevice,
  'the name of a resource with a prefix, such as nvidia.com/gpu',
);

/** Creates the schema of annotations, whose keys have the given form. `null` removes one. */
export function annotationsBy(key: z.ZodString): z.ZodRecord<z.ZodString, z.ZodNullable<z.ZodString>> {
  return z
    .record(key, z.string().nullable())
    .refine(
      (annotations) => sizeOfAnnotations(annotations) <= largestAnnotations,
      `annotations of at most ${largestAnnotations} bytes together`,
    );
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/ */
export const annotationMap: ReturnType<typeof annotationsBy> = annotationsBy(labelKey);

export const labelValue: z.ZodString = z.string().regex(labelValuePattern, labelValueForm);

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

/** The names of the variables that a Secret or ConfigMap sets begin with it. */
export const envPrefix: z.ZodString = z
  .string()
  .regex(/^([-._a-zA-Z][-._a-zA-Z0-9]*)?$/, 'the start of a name: letters, digits, `_`, `-` and `.`, no digit first');

/** @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes */
export const headerName: z.ZodString = z
  .string()
  .regex(/^[-A-Za-z0-9]+$/, 'the name of a header such as X-Real-Host: letters, digits and `-`');

/** @see https://kubernetes.io/docs/reference/networking/ */
export const address: z.ZodString = z.string().refine(isAddress, 'an IP address such as 10.0.0.1 or 2001:db8::1');
export const addressRange: z.ZodString = z
  .string()
  .refine(isRange, 'a range of addresses such as 10.0.0.0/8, with zeros after the prefix');

/**
 * A host name or an IP address, without a scheme and without a port. A name whose last part is a number would be read as
 * an IPv4 address.
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
export const hostOrAddress: z.ZodString = z
  .string()
  .refine(
    (text) => isAddress(text) || (isHostName(text) && !/(^|\.)\d+\.?$/.test(text)),
    'a host name or an IP address, without a scheme and without a port',
  );

function isHostName(text: string): boolean {
  return /^(?=.{1,253}$)[A-Za-z0-9_]([\w-]*\w)?(\.[A-Za-z0-9_]([\w-]*\w)?)*\.?$/.test(text);
}

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

/** Creates the schema of a number of pods or a share of them. */
function countOrShare(pattern: RegExp, expected: string): z.ZodType<number | string> {
  return z.union(
    [
      z
        .int(expected)
        .min(0, expected)
        .max(2 ** 31 - 1, expected),
      z.string(expected).regex(pattern, expected),
    ],
    {
      error: expected,
    },
  );
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable */
export const countOrPercent: z.ZodType<number | string> = countOrShare(
  /^(\d{1,2}|0*100)%$/,
  'a whole number, or a share from 0% to 100%',
);

/** A number or share of additional pods. @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge */
export const countOrAnyPercent: z.ZodType<number | string> = countOrShare(
  /^\d{1,7}%$/,
  'a whole number, or a share such as 25%',
);

/** @see https://kubernetes.io/docs/reference/networking/virtual-ips/ and RFC 6335, 5.1 */
export const portNumber: z.ZodType<number> = wholeNumber(1, 65535);
export const portName: z.ZodString = z
  .string()
  .regex(
    /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
    'a port name: at most 15 of a-z, 0-9 and `-`, with a letter, no `-` at either end and no `--`',
  );

export const objectNameText: z.ZodString = z
  .string()
  .regex(objectNamePattern, 'the name of an object: a-z, 0-9, `-` and `.`');

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service */
export const serviceName: z.ZodString = z
  .string()
  .regex(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, 'the name of a Service: at most 63 of a-z, 0-9 and `-`, a letter first');

/** A domain that completes short host names. */
export const searchDomain: z.ZodString = z
  .string()
  .regex(
    /^(?=.{1,253}$)(\.|[a-z0-9_]([-a-z0-9_]*[a-z0-9])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9])?)*\.?)$/,
    'a domain such as shop.example.org',
  );

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

/** The path of a file that a volume gets. Kubernetes keeps names that start with `..` for itself. */
export const filePath: z.ZodString = textWhere(
  /^(?!\/)(?!(.*\/)?\.\.(\/|$)).+$/,
  (path) => !path.startsWith('..'),
  'a relative path that does not start with `..`',
);
