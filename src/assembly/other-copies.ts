import { dirname, sep } from 'node:path';
import { ApiObject } from 'cdk8s';
import { errorIssue, type Issue } from '../diagnostics';

/** The end of the path of the module of cdk8s that has the class ApiObject. */
const moduleEnd = ['', 'cdk8s', 'lib', 'api-object.js'].join(sep);

/**
 * Whether an object was made by another installed copy of cdk8s than the one that writes the objects. `instanceof` does
 * not tell, because cdk8s answers it for all copies.
 */
export function isOfOtherCopy(object: ApiObject): boolean {
  return !Object.prototype.isPrototypeOf.call(ApiObject.prototype, object);
}

/** The one issue of all objects that cannot be written because another copy of cdk8s made them. */
export function otherCopyIssues(objects: readonly ApiObject[], file: string | undefined): Issue[] {
  const [first, ...others] = objects;
  if (!first) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const copies = Object.keys(require.cache)
    .filter((path) => path.endsWith(moduleEnd))
    .map((path) => dirname(dirname(path)));
  const places = copies.length > 1 ? `: ${copies.map((copy) => `\`${copy}\``).join(', ')}` : '';
  const message = `\`${first.node.path}\`${more} cannot be written, because cdk8s is installed more than once${places}`;
  const hint =
    'keep one copy: `npm ls cdk8s` shows what needs each of them, and `npm dedupe` removes copies of one version';
  return [errorIssue('cdk8s-twice', message, { hint, location: file ? { file } : undefined })];
}
