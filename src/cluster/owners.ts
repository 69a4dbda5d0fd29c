import type { LiveObject } from './cluster';

/** Whether a controller made the object, as a CronJob makes its jobs. */
export function hasController({ metadata: { ownerReferences = [] } }: LiveObject): boolean {
  return ownerReferences.some(({ controller }) => controller);
}

/** The owner of an object that is its controller. */
export function ownedBy(owner: LiveObject, objects: readonly LiveObject[] = []): readonly LiveObject[] {
  return objects.filter(({ metadata: { ownerReferences = [] } }) =>
    ownerReferences.some(({ uid, controller }) => controller && uid === owner.metadata.uid),
  );
}
