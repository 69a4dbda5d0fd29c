/** The name of the trailer in which a commit approves an application: `Towpath-Approval: 1 prod shop sha256:…`. */
export const approvalTrailer = 'Towpath-Approval';

/** What one trailer approves. */
export interface Approved {
  readonly environment: string;
  readonly application: string;
  /** The digest of what is deployed. */
  readonly digest: string;
}

/** The value of the trailer that approves an application. */
export function approvalLine({ environment, application, digest }: Approved): string {
  return `1 ${environment} ${application} ${digest}`;
}

/** What the value of a trailer approves. Undefined if it is written in another way. */
export function approvedIn(line: string): Approved | undefined {
  const [format, environment, application, digest, ...rest] = line.trim().split(' ');
  if (format !== '1' || digest === undefined || rest.length > 0) return undefined;
  return { environment: environment ?? '', application: application ?? '', digest };
}
