import type { NamedResource } from '../spec/named-resource';
import type { SecretKey } from '../spec/variable';

/**
 * A Secret that the application's code names: `this.secret('django')`. Its content never comes
 * near towpath; under which name it lies in the cluster is the environment's affair.
 */
export class Secret implements NamedResource {
  readonly kind = 'Secret';

  /** @param name name of the object in the cluster */
  constructor(readonly name: string) {}

  /** One key of it, as the value of an environment variable. */
  key(key: string, options: Pick<SecretKey, 'optional'> = {}): SecretKey {
    return { secret: this.name, key, ...options };
  }
}
