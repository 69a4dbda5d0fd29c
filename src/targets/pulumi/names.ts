/** What URNs consist of. A change here would be another resource to every state that there is. */
export const applicationType = 'towpath:index:Application';
export const flowType = 'towpath:index:Flow';

export function flowName(application: string, flow: string): string {
  return `${application}/${flow}`;
}

/**
 * An object's name: its path in the construct tree, below the name of the application's component. Neither the
 * order of declaration nor anything that an environment decides is in it.
 */
export function resourceName(application: string, path: string): string {
  return `${application}/${pathInside(path)}`;
}

/** The path without the application's own id. */
export function pathInside(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

export function namespaceName(application: string): string {
  return `${application}/namespace`;
}
