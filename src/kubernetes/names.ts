/**
 * What is wrong with the name of a flow's objects, in words. It is held to 63 characters, the
 * limit of a Service and of the labels that repeat it.
 *
 * @param hasService a Service's name is a DNS label by RFC 1035, and so starts with a letter
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameProblem(name: string, hasService: boolean): string | undefined {
  if (name.length > 63) return `the name \`${name}\` has ${name.length} characters; Kubernetes allows 63`;
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) {
    return `the name \`${name}\` may hold a-z, 0-9 and \`-\` only, not \`-\` at either end`;
  }
  if (hasService && !/^[a-z]/.test(name))
    return `the name \`${name}\` is a Service's too, and must start with a letter`;
  return undefined;
}
