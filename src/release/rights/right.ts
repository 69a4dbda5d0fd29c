/** One thing that somebody may do. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface Right {
  /** Absent for what stands in none. */
  readonly namespace?: string | undefined;
  /** Empty for the core group. */
  readonly group: string;
  /** `deployments` */
  readonly resource: string;
  readonly verb: string;
  /** The only object that is meant; all of them without it. */
  readonly name?: string | undefined;
}

/** Whether who has the one may do the other. */
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
