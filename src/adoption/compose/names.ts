import { dashed } from '../words';

/** The name of the objects of a service. Names in Kubernetes contain no `_`, no `.` and no capital letters. */
export function objectName(text: string): string {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text) ? text : dashed(text, 63);
}
