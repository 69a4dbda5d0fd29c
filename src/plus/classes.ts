import type { Construct } from 'constructs';

/**
 * The classes of cdk8s-plus that adapters make their answers with: the module itself, of any version.
 * Named by what is used of them, so that towpath needs no version of its own.
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

/** What a view of a flow's Service is made of. */
interface ServiceViewProps {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly ports: { readonly name?: string; readonly port: number; readonly nodePort?: number }[];
}
