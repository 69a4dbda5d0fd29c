/** One permission. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface Right {
  /** Absent for a cluster-scoped kind. */
  readonly namespace?: string | undefined;
  /** Empty for the core group. */
  readonly group: string;
  /** The resource, such as `deployments`. */
  readonly resource: string;
  readonly verb: string;
  /** The only object that the permission is for. @default all of the kind */
  readonly name?: string | undefined;
}

/** Whether the first permission includes the second. */
export function covers(one: Right, other: Right): boolean {
  return (
    one.namespace === other.namespace &&
    isSame(one.group, other.group) &&
    isSame(one.resource, other.resource) &&
    isSame(one.verb, other.verb) &&
    (one.name === undefined || one.name === other.name)
  );
}

function isSame(one: string, other: string): boolean {
  return one === '*' || one === other;
}
