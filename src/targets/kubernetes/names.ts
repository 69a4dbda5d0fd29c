/** The longest names: of a Service and of labels (`plain`), and of kinds to whose name a suffix is appended. */
const limits = { plain: 63, cronJob: 52, statefulSet: 52, jobByContent: 52 };

/**
 * Describes why a name cannot be the name of a flow's objects; undefined if it can.
 *
 * @param hasService whether a Service gets the name. It is a DNS label of RFC 1035, which starts with a letter
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
 */
export function nameProblem(name: string, hasService: boolean, of: keyof typeof limits = 'plain'): string | undefined {
  const limit = limits[of];
  if (name.length > limit)
    return `the object name \`${name}\` has ${name.length} characters, and at most ${limit} are allowed`;
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return `the object name \`${name}\` must contain only a-z, 0-9 and \`-\`, and must not start or end with \`-\``;
  }
  if (hasService && !/^[a-z]/.test(name))
    return `the object name \`${name}\` must start with a letter, because a Service gets this name`;
  return undefined;
}
