/**
 * The longest names: of a Service and the labels that repeat it, and of kinds to whose name Kubernetes appends a
 * suffix.
 */
const limits = { plain: 63, cronJob: 52, statefulSet: 52, jobByContent: 52 };

/**
 * What is wrong with the name of a flow's objects, in words.
 *
 * @param hasService the name of a Service is a DNS label by RFC 1035, and so starts with a letter
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#writing-a-cronjob-spec
 */
export function nameProblem(name: string, hasService: boolean, of: keyof typeof limits = 'plain'): string | undefined {
  const limit = limits[of];
  if (name.length > limit) return `the name \`${name}\` has ${name.length} characters; here ${limit} are allowed`;
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return `the name \`${name}\` may hold a-z, 0-9 and \`-\` only, not \`-\` at either end`;
  }
  if (hasService && !/^[a-z]/.test(name))
    return `the name \`${name}\` is a Service's too, and must start with a letter`;
  return undefined;
}
