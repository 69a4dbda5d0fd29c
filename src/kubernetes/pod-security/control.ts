import type { ConfinementProfile, Container, Pod, PodSpec, SecurityContext } from './pod';

/** What is wrong, in words that follow "pod: " or "container a: ". */
export type Finding = string | false | undefined;

/** One row of the standard's tables: what it says of the pod as a whole, and of each of its containers. */
export interface Control {
  pod?(pod: Pod): Finding;
  container?(container: Container, spec: PodSpec): Finding;
}

/** By name. A stricter profile replaces a control by another of the same name. */
export type Controls = Readonly<Record<string, Control>>;

/** A control of a field that both a pod and a container can set. */
export function anywhere(check: (context: SecurityContext | undefined) => Finding) {
  return {
    pod: (pod: Pod) => check(pod.spec?.securityContext),
    container: (container: Container) => check(container.securityContext),
  } satisfies Control;
}

/** At most these capabilities may be added. */
export function addsOnly(allowed: readonly string[]) {
  return ({ securityContext }: Container): Finding =>
    listed(
      'capabilities adds',
      (securityContext?.capabilities?.add ?? []).filter((capability) => !allowed.includes(capability)),
    );
}

/** Types of volume that are allowed or not. A volume of no type is an emptyDir to the API server. */
export function volumesOf(isAllowed: (type: string) => boolean) {
  return ({ spec }: Pod): Finding =>
    listed(
      'has volumes of type',
      (spec?.volumes ?? []).flatMap((volume) =>
        Object.keys(volume).filter((key) => key !== 'name' && volume[key] != null && !isAllowed(key)),
      ),
    );
}

export function confines(profile: ConfinementProfile): boolean {
  return profile.type === 'RuntimeDefault' || profile.type === 'Localhost';
}

export const unconfining = 'neither RuntimeDefault nor Localhost';

export function listed(words: string, items: readonly string[]): Finding {
  return items.length > 0 && `${words} ${items.join(', ')}`;
}
