import { errorIssue, type Issue } from '../../diagnostics';
import { digestPattern, tagPattern } from '../../model/image-reference';

/** A parsed `APP[/NAME]=TAG`. */
export interface PinRequest {
  /** The text of the request. */
  readonly text: string;
  readonly app: string;
  /** An image that the application builds, or one of its flows. Absent for all images. */
  readonly name?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Parses `APP=TAG`, `APP/NAME=TAG`, `…=sha256:…` and `…=TAG@sha256:…`. */
export function parsePin(text: string): { request?: PinRequest; issue?: Issue } {
  const match = /^([^/=]+)(?:\/([^/=]+))?=(.+)$/.exec(text);
  const [, app, name, version = ''] = match ?? [];
  const hint = 'write APP=TAG, APP/IMAGE=TAG or APP/FLOW=TAG, such as pssp=v0.3.0';
  if (!app) return { issue: errorIssue('invalid-value', `\`${text}\` is not a pin`, { hint }) };
  const parts = version.includes('@') ? version.split('@') : version.includes(':') ? [undefined, version] : [version];
  const [tag, digest] = parts;
  if (
    parts.length > 2 ||
    (tag !== undefined && !tagPattern.test(tag)) ||
    (digest !== undefined && !digestPattern.test(digest))
  ) {
    const message = `found \`${version}\`; expected a tag, a digest (sha256: and 64 hex digits), or TAG@DIGEST`;
    return { issue: errorIssue('invalid-value', message, { path: text }) };
  }
  return { request: { text, app, ...(name && { name }), ...(tag && { tag }), ...(digest && { digest }) } };
}
