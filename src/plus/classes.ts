import type { Construct } from 'constructs';

/**
 * The classes of cdk8s-plus that the adapters use. Any version of the module has this type, so towpath does not depend
 * on a version of its own.
 */
export interface PlusClasses<Service extends Construct, ServiceAccount, Backend, Container> {
  readonly Service: new (scope: Construct, id: string, props: ServiceViewProps) => Service;
  readonly ServiceAccount: {
    fromServiceAccountName(
      scope: Construct,
      id: string,
      name: string,
      options?: { readonly namespaceName?: string },
    ): ServiceAccount;
  };
  readonly IngressBackend: { fromService(service: Service, options?: { readonly port?: number }): Backend };
  readonly Container: new (props: { name: string; image: string; portNumber?: number }) => Container;
}

/** The properties with which the view of a flow's Service is created. */
interface ServiceViewProps {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly ports: { readonly name?: string; readonly port: number; readonly nodePort?: number }[];
}
