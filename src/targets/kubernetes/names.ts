import type { ObjectName } from '../../applications/declared';
import { objectNamePattern } from '../../kubernetes/object-name';

/** The kinds of objects whose names are DNS labels, with the longest name. Kubernetes appends suffixes to some of them. */
const labelLimits: Readonly<Partial<Record<ObjectName, number>>> = {
  deployment: 63,
  statefulSet: 52,
  job: 63,
  cronJob: 52,
  service: 63,
};

/** The longest name of a job to whose name towpath appends a hash. */
const jobByContentLimit = 52;

/** The longest name of all other objects, whose names are DNS subdomains. */
const subdomainLimit = 253;

/**
 * Describes why a name cannot be the name of an object; undefined if it can. The name of a Service starts with a letter.
 *
 * @param isByContent whether towpath appends a hash to the name
 * @param indexLength the number of characters that Kubernetes appends to the name for the index of a pod
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
 */
export function nameProblem(
  name: string,
  object: ObjectName,
  isByContent = false,
  indexLength = 0,
): string | undefined {
  const labelLimit = isByContent ? jobByContentLimit : labelLimits[object];
  const limit = (labelLimit ?? subdomainLimit) - indexLength;
  if (name.length > limit) {
    const reason = indexLength > 0 ? ', because Kubernetes appends the index of the pod' : '';
    return `the object name \`${name}\` has ${name.length} characters, and at most ${limit} are allowed${reason}`;
  }
  const pattern = labelLimit === undefined ? objectNamePattern : /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
  if (!pattern.test(name)) {
    const dot = labelLimit === undefined ? ', `.`' : '';
    const parts = labelLimit === undefined ? ', and so must each part between dots' : '';
    return `the object name \`${name}\` must contain only a-z, 0-9${dot} and \`-\`, and must start and end with a letter or digit${parts}`;
  }
  if (object === 'service' && !/^[a-z]/.test(name))
    return `the object name \`${name}\` must start with a letter, because a Service gets this name`;
  return undefined;
}
