import type { LiveObject } from './cluster';

/** Whether a controller made it, such as the jobs of a schedule. */
export function hasController({ metadata: { ownerReferences = [] } }: LiveObject): boolean {
  return ownerReferences.some(({ controller }) => controller);
}

/** What an object made, as its controller. */
export function ownedBy(owner: LiveObject, objects: readonly LiveObject[] = []): readonly LiveObject[] {
  return objects.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.some(({ uid, controller }) => controller && uid === owner.metadata.uid),
  );
}
