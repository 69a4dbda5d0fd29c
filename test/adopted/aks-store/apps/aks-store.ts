import type { Construct } from 'constructs';
import { Application, type ApplicationProps } from 'towpath';
import { clients } from './_clients';
import { servers } from './_servers';
import { stores } from './_stores';

/** The store in the five forms in which its makers publish it; an environment each. */
export default class AksStore extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, {
      ...props,
      naming: { name: '{flow}', selector: { app: '{flow}' }, labels: {} },
      shared: { security: 'none', serviceAccountToken: null, serviceLinks: null },
    });
    stores(this);
    servers(this);
    clients(this);
  }
}
