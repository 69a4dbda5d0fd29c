import { errorIssue, type Issue, type IssueCode, type Location, type ValuePath, warningIssue } from '../../diagnostics';

/** Finds the line of the value at a path of a Compose file. */
export type Locate = (path: ValuePath) => Location;

/** Collects what is reported about a Compose file while it is read. */
export class Notes {
  readonly issues: Issue[] = [];
  private readonly leftOut = new Map<string, { why: string; location: Location; where: Set<string> }>();

  constructor(private readonly locate: Locate) {}

  /** Reports a value that Compose refuses. */
  invalid(path: ValuePath, message: string, hint: string): void {
    this.issues.push(errorIssue('compose-invalid', message, { location: this.locate(path), hint }));
  }

  warn(code: IssueCode, path: ValuePath, message: string, hint: string): void {
    this.issues.push(warningIssue(code, message, { location: this.locate(path), hint }));
  }

  error(code: IssueCode, path: ValuePath, message: string, hint: string): void {
    this.issues.push(errorIssue(code, message, { location: this.locate(path), hint }));
  }

  /** Reports a setting that is not taken over. The same setting of several services is reported once. */
  leave(path: ValuePath, what: string, why: string): void {
    const known = this.leftOut.get(`${what} ${why}`);
    const [root, service] = path;
    const where = root === 'services' ? [String(service)] : [];
    if (known) for (const one of where) known.where.add(one);
    else this.leftOut.set(`${what} ${why}`, { why, location: this.locate(path), where: new Set(where) });
  }

  all(): Issue[] {
    const left = [...this.leftOut].map(([text, { why, location, where }]) => {
      const what = text.slice(0, -why.length - 1);
      const services = where.size === 0 ? '' : ` of ${[...where].map((name) => `\`${name}\``).join(', ')}`;
      // `what` is the name of a setting, or a phrase about it.
      const subject = what.includes(' ') ? what : `\`${what}\``;
      return warningIssue('compose-not-taken-over', `${subject}${services} is not taken over`, {
        location,
        hint: why,
      });
    });
    return [...this.issues, ...left];
  }
}
