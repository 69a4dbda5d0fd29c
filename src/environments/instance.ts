import { applicationOverlay, type Environment } from './environment';

/** What an environment says about the place of an application in its cluster. */
export interface DeclaredInstance {
  /** The name of the application in the cluster. */
  readonly instance: string;
  /** Undefined if neither the application nor the environment sets a namespace. The context's namespace is used then. */
  readonly namespace: string | undefined;
}

/** The instance is called as the application, and it is in the namespace of the environment, unless the overlay differs. */
export function instanceIn(environment: Environment, application: string): DeclaredInstance {
  const { instance, namespace } = applicationOverlay(environment, application);
  return { instance: instance ?? application, namespace: namespace ?? environment.props.namespace ?? undefined };
}
