import type { DeclaredFlow, ObjectName } from '../../applications/declared';
import type { Locate, Overrides } from '../../applications/object-builder';
import { errorIssue, type Issue, suggest } from '../../diagnostics';
import { objectNames } from './flow-objects';

/** Reports overrides of objects that a flow of this kind never has. */
export function overrideIssues({ kind, node }: DeclaredFlow, overrides: Overrides, locate: Locate): Issue[] {
  const known = objectNames(kind);
  return Object.keys(overrides)
    .filter((name) => !known.includes(name as ObjectName) && !name.startsWith('pvc-'))
    .filter((name) => !known.includes(name.replace(/^(service|ingress|route)-.+$/, '$1') as ObjectName))
    .map((name): Issue => {
      const hint = suggest(name, known);
      const location = locate();
      return errorIssue('unknown-object', `a ${kind} has no object \`${name}\` to override`, {
        hint,
        path: `${node.scope?.node.id}.${node.id}.overrides.${name}`,
        location,
      });
    });
}
