import type { ConfinementProfile, Container, Pod, PodSpec, SecurityContext } from './pod';

/** A violation as a phrase that follows "the pod " or "the container `api` ". */
export type ControlViolation = string | false | undefined;

/** One control of the Pod Security Standards: a row of their tables, with its rule for the pod and for each container. */
export interface Control {
  pod?(pod: Pod): ControlViolation;
  container?(container: Container, spec: PodSpec): ControlViolation;
}

/** Controls by name. A stricter standard replaces a control by one of the same name. */
export type Controls = Readonly<Record<string, Control>>;

/** A control of a field that both a pod and a container can set. */
export function onPodAndContainers(check: (context: SecurityContext | undefined) => ControlViolation) {
  return {
    pod: (pod: Pod) => check(pod.spec?.securityContext),
    container: (container: Container) => check(container.securityContext),
  } satisfies Control;
}

/** The capabilities that may be added. */
export function addsOnly(allowed: readonly string[]) {
  return ({ securityContext }: Container): ControlViolation =>
    listViolation(
      'adds the capabilities',
      (securityContext?.capabilities?.add ?? []).filter((capability) => !allowed.includes(capability)),
    );
}

/** The volume types that are allowed or forbidden. For the API server, a volume without a type is an emptyDir. */
export function volumesOf(isAllowed: (type: string) => boolean) {
  return ({ spec }: Pod): ControlViolation =>
    listViolation(
      'has volumes of the type',
      (spec?.volumes ?? []).flatMap((volume) =>
        Object.keys(volume).filter((key) => key !== 'name' && volume[key] != null && !isAllowed(key)),
      ),
    );
}

/** Whether the users of the pod are those of the host, so that its root is root there. */
export function sharesUsers({ hostUsers }: PodSpec): boolean {
  return hostUsers !== false;
}

export function isConfined(profile: ConfinementProfile): boolean {
  return profile.type === 'RuntimeDefault' || profile.type === 'Localhost';
}

export function listViolation(words: string, items: readonly string[]): ControlViolation {
  return items.length > 0 && `${words} ${items.join(', ')}`;
}
