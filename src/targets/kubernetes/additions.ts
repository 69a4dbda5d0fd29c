import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DeclaredApplication, DeclaredFlow } from '../../applications/declared';
import type { Addition } from '../../model/application-model';
import { isBuilt, isOverridden, isPatched } from './built-objects';

/**
 * Lists what the user adds to an application: overrides, patches and constructs. Each stands once, in the order of the
 * paths.
 */
export function additions(application: DeclaredApplication): Addition[] {
  const flows = new Map<IConstruct, DeclaredFlow>(application.flows.map((flow) => [flow, flow]));
  const objects = application.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  const added = objects.filter((object) => !isBuilt(object) || isOverridden(object) || isPatched(object));
  const found = added.flatMap((object): Addition[] => {
    const owner = object.node.scopes.map((scope) => flows.get(scope)).find(Boolean);
    const flow = owner && { flow: owner.node.id };
    if (!isBuilt(object)) return [{ kind: 'construct', path: topOf(object, owner ?? application), ...flow }];
    const { path } = object.node;
    return [
      ...(isOverridden(object) ? [{ kind: 'override' as const, path, ...flow }] : []),
      ...(isPatched(object) ? [{ kind: 'patch' as const, path, ...flow }] : []),
    ];
  });
  const each = new Map(found.map((one) => [`${one.path} ${one.kind}`, one]));
  return [...each.keys()].sort().map((key) => each.get(key) as Addition);
}

/** The path of the construct directly below the owner that contains an object, so that a whole chart counts once. */
function topOf(object: ApiObject, owner: IConstruct): string {
  const { scopes, path } = object.node;
  return scopes[scopes.indexOf(owner) + 1]?.node.path ?? path;
}
