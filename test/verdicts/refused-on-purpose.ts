import type { Change } from '../../tools/verdicts/changes';
import type { Named } from '../../tools/verdicts/subjects/metadata-of-kinds';

/** Why towpath refuses values that the API server accepts. */
export interface Purpose {
  readonly subjects: readonly string[];
  readonly reason: string;
  /** Whether the reason is about this value. @default every value of the subjects */
  readonly covers?: (value: unknown) => boolean;
}

const amounts = [
  'cpu-request',
  'memory-limit',
  'ephemeral-storage',
  'extended-amount',
  'volume-size',
  'size-limit',
  'divisor',
];
const isEmpty = (value: unknown) => value === '';
const numberIn = (value: unknown) =>
  typeof value === 'number' ? value : (Object.values(value as object)[0] as number);

const numbersIn = (value: unknown) =>
  typeof value === 'number' ? [value] : Object.values(value as object).filter((one) => typeof one === 'number');

export const refusedOnPurpose: readonly Purpose[] = [
  {
    subjects: ['any-text'],
    reason: 'Linux ends an argument and a variable at U+0000, so that the container would not start.',
    covers: (value) => String(value).includes('\0'),
  },
  {
    subjects: ['schedule'],
    reason: 'robfig/cron skips empty list items and signs, and everything after `*`. The text says more than it does.',
    covers: (value) => /,[ ,]|^,|\+\d|\*-/.test(String(value)),
  },
  {
    subjects: ['schedule'],
    reason: 'A step that is larger than the range, or another space than a blank, is a slip of the keyboard.',
    covers: (value) => /\*\/100|[\u00a0]/.test(String(value)),
  },
  {
    subjects: ['time-zone'],
    reason: 'The files are those of the machine that the server runs on, and are not zones of the tz database.',
  },
  {
    subjects: ['schedule-counts'],
    reason: 'A controller that looks every 10 seconds misses runs below that deadline, and larger numbers are slips.',
    covers: (value) => numberIn(value) < 10 || numberIn(value) > 1000,
  },
  {
    subjects: amounts,
    reason: 'Kubernetes reads a quantity without digits as 0, and skips spaces.',
    covers: (value) => !/\d/.test(String(value)) || /\s/.test(String(value)),
  },
  {
    subjects: amounts,
    reason: 'An amount is never negative, so that -0 is a slip.',
    covers: (value) => value === '-0',
  },
  {
    subjects: ['extended-amount'],
    reason: 'No node has that many devices, and JavaScript could not count them exactly.',
    covers: (value) => Number.parseFloat(String(value)) > 2 ** 53 || /[EP]i?$|e99$/.test(String(value)),
  },
  { subjects: ['extended-name'], reason: 'CPU, memory and disk space have properties of their own.' },
  {
    subjects: ['divisor'],
    reason: 'A divisor of 0 is written by leaving it out, and 1 is written as `1`.',
    covers: (value) => Number(value) === 0 || Number(value) === 1,
  },
  { subjects: ['disruption'], reason: 'A budget without a limit protects nothing.' },
  {
    subjects: [
      ...['job-counts', 'token', 'probe-numbers', 'replicas', 'rollout-seconds', 'scaling-target', 'termination'],
      ...['rollout-of-stateful-set'],
    ],
    reason: 'The number is far above anything that is meant.',
    covers: (value) => numbersIn(value).some((number) => number > 3600),
  },
  {
    subjects: ['rollout-of-stateful-set'],
    reason: 'More than all pods cannot be unavailable.',
    covers: (value) => (value as { maxUnavailable?: unknown }).maxUnavailable === '101%',
  },
  {
    subjects: ['termination'],
    reason: 'Kubernetes replaces a negative time by 1 second, so that it does not do what it says.',
    covers: (value) => Number(value) < 0,
  },
  {
    subjects: ['object-name', 'job-name', 'cron-job-name'],
    reason:
      'The name becomes the value of a label of the pods, and the first part of their host names, which are DNS labels.',
  },
  {
    subjects: ['stateful-set-name'],
    reason:
      'The name becomes a label together with a hash. The StatefulSet cannot create its pods if that is too long.',
    covers: (value) => String(value).length > 52,
  },
  {
    subjects: ['service-name', 'name-of-flow'],
    reason: 'Versions of Kubernetes before 1.36 refuse a first digit in the name of a Service.',
    covers: (value) => /^\d/.test(String(value)),
  },
  {
    subjects: ['role-name', 'template-name'],
    reason: 'All objects of a flow have names of one form, that of a DNS subdomain.',
  },
  {
    subjects: ['name-with-suffix', 'route-name-with-suffix'],
    reason: 'The name of a part is a DNS label of its own.',
  },
  {
    subjects: ['names-with-placeholders'],
    reason: 'A file is named after the object, and file systems allow 255 bytes.',
  },
  {
    subjects: ['instance'],
    reason: 'The instance is the first part of the names of objects, which are DNS labels.',
  },
  {
    subjects: ['role-rule'],
    reason: 'An empty text names no resource, and no verb.',
    covers: (value) => /(resources|verbs|resourceNames)":\[""\]/.test(JSON.stringify(value)),
  },
  { subjects: ['image'], reason: 'Nodes cannot pull such an image, and one without a tag changes without a deploy.' },
  {
    subjects: ['registry-mirror'],
    reason: 'A mirror without a name is no registry, and nodes cannot pull an image with a space before its name.',
    covers: (value) => isEmpty(value) || String(value).startsWith(' '),
  },
  {
    subjects: ['files-of-projections'],
    reason:
      'The kubelet writes one of the two files and loses the other, also where their paths are spelled differently.',
  },
  {
    subjects: ['probe-numbers', 'liveness-numbers', 'hook-sleep'],
    reason: 'Kubernetes replaces 0 by its default, so that 0 does not do what it says.',
    covers: (value) => numberIn(value) === 0,
  },
  {
    subjects: [
      ...['route-host', 'route-path-implementationspecific', 'container-port-name', 'service-port-name', 'sub-path'],
      ...['storage-class', 'service-account', 'priority-class', 'scheduler', 'certificate-secret', 'seccomp-file'],
    ],
    reason: 'Empty text is written by leaving the property out.',
    covers: isEmpty,
  },
  { subjects: ['certificate-host'], reason: 'A route has no address as its host, so a certificate needs none.' },
  {
    subjects: ['source-range'],
    reason: 'Spaces around an address are a slip.',
    covers: (value) => /\s/.test(String(value)),
  },
  {
    subjects: ['service-port-name'],
    reason: 'The name is also that of the port of a container, which is shorter and has a letter.',
  },
  { subjects: ['node-port'], reason: 'No node has such a port. The dry run of the server allocates none.' },
  {
    subjects: ['annotation-key', 'annotation-key-of-object', 'field-of-pod'],
    reason: 'Keys have one form, that of labels, whose prefix has no capital letters.',
    covers: (value) => /[A-Z]/.test(String(value)),
  },
  {
    subjects: ['variable-name', 'variable-prefix'],
    reason: 'Shells cannot read such variables, and versions of Kubernetes before 1.34 refuse them.',
  },
  {
    subjects: ['resource-of-container'],
    reason: 'No resource has a space in its name.',
    covers: (value) => /\s/.test(String(value)),
  },
  {
    subjects: ['secret-of-volume', 'claim', 'pull-secret'],
    reason: 'No object can have such a name, so the pods would wait for it forever.',
  },
  {
    subjects: ['container-name', 'further-service-name'],
    reason:
      'Older versions of Kubernetes refuse a first digit in a Service, and a container name becomes a variable name.',
    covers: (value) => /^\d/.test(String(value)),
  },
  {
    subjects: ['mount-path', 'working-directory'],
    reason: 'The container runtime fails at a relative path, and at a path with `:` or a null character.',
    covers: (value) => !String(value).startsWith('/') || /[:\0]/.test(String(value)),
  },
  {
    subjects: ['probe-path', 'hook-path'],
    reason: 'The kubelet adds the missing `/`, which the reader of the file does not see.',
    covers: (value) => !String(value).startsWith('/'),
  },
  {
    subjects: ['capability'],
    reason: 'Capabilities of Linux have capital letters and `_` only; a runtime fails at others.',
  },
  {
    subjects: ['node-condition'],
    reason: 'The scheduler compares whole numbers, and ignores a condition with others.',
  },
  {
    subjects: ['toleration'],
    reason: 'Empty text is written by leaving the property out.',
    covers: (value) => (value as { key?: string }).key === '',
  },
  { subjects: ['spread'], reason: 'No node can have a label with such a key.' },
  {
    subjects: ['failure-rule'],
    reason: 'Exit codes are from 0 to 255.',
    covers: (value) => /256|-1/.test(JSON.stringify(value)),
  },
];

const placeOf = (value: unknown) => (value as Change).at.join('.');

/** Why the check of objects refuses values of kinds that no flow has, and that the API server accepts. */
export const refusedObjects: readonly Purpose[] = [
  {
    subjects: ['kind-horizontal-pod-autoscaler-v2'],
    reason: 'The controller reads the selector of a metric as one of labels, and fails at other values.',
    covers: (value) => /metric\.selector/.test(placeOf(value)),
  },
  {
    subjects: ['kind-lease'],
    reason:
      'The server drops the fields of coordinated elections where these are turned off, and refuses them elsewhere.',
    covers: (value) => /spec\.(strategy|preferredHolder)/.test(placeOf(value)),
  },
  {
    subjects: ['kind-persistent-volume'],
    reason: 'A volume has one source, and the server does not count this one.',
    covers: (value) => /spec\.flexVolume/.test(placeOf(value)),
  },
  {
    subjects: ['metadata-of-kinds'],
    reason: 'Most kinds refuse a finalizer without a prefix, and the others warn of it.',
    covers: (value) => 'finalizers' in (value as Named).metadata,
  },
  {
    subjects: ['metadata-of-kinds'],
    reason: 'An object without a name would be another one after each deploy.',
    covers: (value) => (value as Named).metadata.name === '',
  },
  {
    subjects: ['metadata-of-kinds'],
    reason: 'Versions of Kubernetes before 1.36 refuse a first digit in the name of a Service.',
    covers: (value) => (value as Named).metadata.name === '1',
  },
  {
    subjects: ['kind-csi-driver', 'kind-limit-range', 'kind-endpoint-slice', 'kind-custom-resource-definition'],
    reason: 'The schema requires the field, and the server reads its absence as an empty value.',
    covers: (value) =>
      !Object.hasOwn(value as object, 'value') || Object.keys((value as Change).value as object).length === 0,
  },
];
