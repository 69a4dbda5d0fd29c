import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { applicationOverlay } from '../environments/environment';
import { withoutNulls } from '../environments/merge';
import type { NamedResource } from '../spec/named-resource';
import type { SecretKey } from '../spec/variable';
import type { Application } from './application';
import { partMetadata } from './part-metadata';

/**
 * A Secret that the application's code names: `this.secret('django')`. Its content never comes
 * near towpath; under which name it lies in the cluster is the environment's affair.
 */
export class Secret extends Construct implements NamedResource {
  readonly kind = 'Secret';
  /** Name of the object in the cluster. */
  readonly name: string;

  /** @internal */
  constructor(application: Application, id: string) {
    super(application, `secret:${id}`);
    const said = applicationOverlay(application.environment, application.node.id).secrets?.[id] ?? {};
    this.name = said.name ?? id;
    if (!said.empty) return;
    const metadata = partMetadata(this.name, withoutNulls(said) as Readonly<Record<string, unknown>>);
    new ApiObject(this, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata });
  }

  /** One key of it, as the value of an environment variable. */
  key(key: string, options: Pick<SecretKey, 'optional'> = {}): SecretKey {
    return { secret: this.name, key, ...options };
  }
}
