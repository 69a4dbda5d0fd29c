import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { issueError } from '../diagnostics';
import { callSite } from './call-site';
import { Config } from './config';
import { Secret } from './secret';
import { SharedVolume } from './shared-volume';

/** What no flow can be inside of, by the words for it. A flow can be inside other constructs, which group flows. */
const closed: readonly (readonly [what: string, is: (scope: unknown) => boolean])[] = [
  ['another flow', (scope) => Symbol.for('towpath.Flow') in Object(scope)],
  ['a ConfigMap', (scope) => scope instanceof Config],
  ['a Secret', (scope) => scope instanceof Secret],
  ['a volume', (scope) => scope instanceof SharedVolume],
  ['an object of Kubernetes', ApiObject.isApiObject],
];

/** Returns the parent of a flow. @throws TowpathError `invalid-value` if a parent cannot contain a flow */
export function flowParent(parent: Construct, id: string): Construct {
  for (const scope of parent.node.scopes) {
    const found = closed.find(([, is]) => is(scope));
    if (!found) continue;
    const message = `the flow \`${id}\` is declared inside of ${found[0]}, \`${scope.node.path}\``;
    const hint =
      'pass the application, which is `this` in its constructor; a reference such as `db.host` connects flows';
    throw issueError('invalid-value', message, {
      hint,
      path: `${parent.node.path.split('/')[0]}.${id}`,
      ...here(),
    });
  }
  return parent;
}

/**
 * Returns the parent of an application.
 *
 * @param isApplication reports whether a construct is one
 * @throws TowpathError `invalid-value` if the parent is in an application
 */
export function applicationParent<T>(parent: T, id: string, isApplication: (scope: unknown) => boolean): T {
  if (!Construct.isConstruct(parent)) return parent;
  const outer = parent.node.scopes.find(isApplication);
  if (!outer) return parent;
  const message = `the application \`${id}\` is declared inside of the application \`${outer.node.id}\``;
  const hint = 'give it a file of its own in `apps/`; flows that several applications have can be made by a function';
  throw issueError('invalid-value', message, { hint, path: `${outer.node.id}.${id}`, ...here() });
}

function here() {
  return { location: callSite()() };
}
