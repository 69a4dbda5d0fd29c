/**
 * The types of the components in URNs. If one of them changed, Pulumi would replace the resources of every existing
 * stack.
 */
export const applicationType = 'towpath:index:Application';
export const flowType = 'towpath:index:Flow';

export function flowName(application: string, flow: string): string {
  return `${application}/${flow}`;
}

/**
 * The name of an object's Pulumi resource: the name of the application's component, a slash, and the object's path
 * inside the application. It depends neither on the order of declarations nor on the environment.
 */
export function resourceName(application: string, path: string): string {
  return `${application}/${pathInside(path)}`;
}

/** The path of an object inside of its application: without the id of the application. */
export function pathInside(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

export function namespaceName(application: string): string {
  return `${application}/namespace`;
}
